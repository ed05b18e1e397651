import { isValidMobilePhone } from '@brazilian-utils/brazilian-utils'
import * as v from 'valibot'
import { type Result, err, ok } from '../result/result.ts'

/** Parses a Brazilian mobile phone in E.164: `+55`, area code, 9 digits. */
export const Phone = v.pipe(
  v.string(),
  v.regex(/^\+55\d{11}$/),
  v.check((text) => isValidMobilePhone(text.slice(3))),
  v.brand('Phone'),
)
/** A mobile phone in E.164, never logged. */
export type Phone = v.InferOutput<typeof Phone>

/** Why a typed phone is not one. */
export type PhoneProblem = 'empty' | 'incomplete' | 'not_mobile'

/** Reads a mobile phone as a person types it, with area code, with or without `+55`. */
export const parsePhone = (typed: string): Result<Phone, PhoneProblem> => {
  const digits = nationalDigits(typed)
  if (digits === '') return err('empty')
  if (digits.length < 11) return err('incomplete')
  const parsed = v.safeParse(Phone, `+55${digits}`)
  return parsed.success ? ok(parsed.output) : err('not_mobile')
}

/** Shows typed digits as `(51) 99999-8888`, also while they are still being typed. */
export const maskPhone = (typed: string): string => {
  const digits = nationalDigits(typed).slice(0, 11)
  if (digits.length === 0) return ''
  const [area, front, back] = [digits.slice(0, 2), digits.slice(2, 7), digits.slice(7)]
  return [`(${area}`, front && `) ${front}`, back && `-${back}`].join('')
}

/** Area code 55 exists too, so a leading 55 is the country's only where a whole number follows it. */
const nationalDigits = (typed: string): string =>
  typed.replace(/\D/g, '').replace(/^55(?=\d{11}$)/, '')
