import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { Cpf, maskCpf, parseCpf } from './cpf.ts'

test.for([
  ['52998224725', '52998224725'],
  ['529.982.247-25', '52998224725'],
  [' 529 982 247 25 ', '52998224725'],
  ['123.456.789-09', '12345678909'],
  ['000.000.001-91', '00000000191'],
] as const)('%j is the CPF %s', ([typed, cpf]) => {
  expect(parseCpf(typed)).toEqual({ ok: true, value: cpf })
})

test.for([
  ['', 'empty'],
  ['   ', 'empty'],
  ['..-', 'empty'],
  ['5', 'incomplete'],
  ['529.982.247-2', 'incomplete'],
  ['529.982.247-24', 'wrong_digits'],
  ['529.982.247-35', 'wrong_digits'],
  ['5299822472', 'incomplete'],
  ['529982247250', 'wrong_digits'],
  ['5299822472a', 'wrong_digits'],
  ['529/982/247-25', 'wrong_digits'],
  ['٥٢٩٩٨٢٢٤٧٢٥', 'wrong_digits'],
  ['５２９９８２２４７２５', 'wrong_digits'],
  ['52998224725\u0000', 'wrong_digits'],
  ["52998224725'; DROP TABLE", 'wrong_digits'],
  ['-1', 'incomplete'],
  ...Array.from({ length: 10 }, (_, digit) => [String(digit).repeat(11), 'wrong_digits'] as const),
] as const)('%j is no CPF: %s', ([typed, problem]) => {
  expect(parseCpf(typed)).toEqual({ ok: false, error: problem })
})

/** The rule of the Receita Federal: eleven minus the weighted sum modulo eleven, ten and more count as nought. */
const checkDigit = (digits: readonly number[]): number => {
  const sum = digits.reduce((all, digit, at) => all + digit * (digits.length + 1 - at), 0)
  return sum % 11 < 2 ? 0 : 11 - (sum % 11)
}
const nine = fc
  .array(fc.nat({ max: 9 }), { minLength: 9, maxLength: 9 })
  .filter((digits) => new Set(digits).size > 1)

test('of a hundred endings exactly one makes a CPF, and it survives its mask', () => {
  fc.assert(
    fc.property(nine, (front) => {
      const first = checkDigit(front)
      const right = `${front.join('')}${first}${checkDigit([...front, first])}`
      const valid = Array.from(
        { length: 100 },
        (_, ending) => `${front.join('')}${String(ending).padStart(2, '0')}`,
      ).filter((text) => v.is(Cpf, text))
      expect(valid).toEqual([right])
      expect(maskCpf(right)).toMatch(/^\d{3}\.\d{3}\.\d{3}-\d{2}$/)
      expect(parseCpf(maskCpf(right))).toEqual({ ok: true, value: right })
    }),
    runs(50),
  )
})

test.for([
  ['', ''],
  ['5', '5'],
  ['529', '529'],
  ['5299', '529.9'],
  ['529982', '529.982'],
  ['5299822', '529.982.2'],
  ['529982247', '529.982.247'],
  ['5299822472', '529.982.247-2'],
  ['52998224725', '529.982.247-25'],
  ['529982247259', '529.982.247-25'],
  ['x5y2', '52'],
] as const)('%j is shown as %s', ([typed, shown]) => {
  expect(maskCpf(typed)).toBe(shown)
})

test('masking what is masked changes nothing', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      expect(maskCpf(maskCpf(typed))).toBe(maskCpf(typed))
    }),
    runs(300),
  )
})
