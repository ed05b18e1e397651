import { isValidCpf } from '@brazilian-utils/brazilian-utils'
import * as v from 'valibot'
import { type Result, err, ok } from '../result/result.ts'

/** Parses a CPF: 11 digits whose two check digits are right. */
export const Cpf = v.pipe(v.string(), v.regex(/^\d{11}$/), v.check(isValidCpf), v.brand('Cpf'))
/** A Brazilian taxpayer number: 11 digits, never logged, never stored in clear. */
export type Cpf = v.InferOutput<typeof Cpf>

/** Why a typed CPF is not one. */
export type CpfProblem = 'empty' | 'incomplete' | 'wrong_digits'

/** Reads a CPF as a person types it, with or without points and dash. */
export const parseCpf = (typed: string): Result<Cpf, CpfProblem> => {
  const digits = typed.replace(/[\s.-]/g, '')
  if (digits === '') return err('empty')
  if (!/^\d{11}$/.test(digits))
    return err(/^\d{0,10}$/.test(digits) ? 'incomplete' : 'wrong_digits')
  const parsed = v.safeParse(Cpf, digits)
  return parsed.success ? ok(parsed.output) : err('wrong_digits')
}

/** Shows typed digits as `123.456.789-09`, also while they are still being typed. */
export const maskCpf = (typed: string): string => {
  const digits = typed.replace(/\D/g, '').slice(0, 11)
  const [a, b, c, d] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)]
  return [a, b && `.${b}`, c && `.${c}`, d && `-${d}`].join('')
}
