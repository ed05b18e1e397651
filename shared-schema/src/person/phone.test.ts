import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { maskPhone, parsePhone, Phone } from './phone.ts'

test.for([
  ['51999998888', '+5551999998888'],
  ['(51) 99999-8888', '+5551999998888'],
  ['+55 51 99999-8888', '+5551999998888'],
  ['5551999998888', '+5551999998888'],
  ['55999998888', '+5555999998888'],
  ['+55 (55) 99999-8888', '+5555999998888'],
  ['11 9 8765.4321', '+5511987654321'],
] as const)('%j is the phone %s', ([typed, phone]) => {
  expect(parsePhone(typed)).toEqual({ ok: true, value: phone })
})

test.for([
  ['', 'empty'],
  ['() -', 'empty'],
  ['٥١٩٩٩٩٩٨٨٨٨', 'empty'],
  ['5199999888', 'incomplete'],
  ['+55', 'incomplete'],
  ['+55 51 9999', 'incomplete'],
  ['5133334444', 'incomplete'],
  ['51333344445', 'not_mobile'],
  ['00999998888', 'not_mobile'],
  ['10999998888', 'not_mobile'],
  ['20999998888', 'not_mobile'],
  ['23999998888', 'not_mobile'],
  ['519999988887', 'not_mobile'],
  ['+1 51999998888', 'not_mobile'],
  ['5555519999988880', 'not_mobile'],
] as const)('%j is no mobile phone: %s', ([typed, problem]) => {
  expect(parsePhone(typed)).toEqual({ ok: false, error: problem })
})

test.for([
  '51999998888',
  '+55 51999998888',
  '+5551999998888\n',
  '+55519999988881',
  '+5500999998888',
  7,
])('%j is not stored as a phone', (given) => {
  expect(v.is(Phone, given)).toBe(false)
})

const phones = fc
  .tuple(fc.constantFrom('11', '21', '51', '55', '61', '99'), fc.stringMatching(/^9[6-9]\d{7}$/))
  .map(([area, number]) => v.parse(Phone, `+55${area}${number}`))

test('a phone survives its mask, with and without the country', () => {
  fc.assert(
    fc.property(phones, (phone) => {
      expect(maskPhone(phone)).toMatch(/^\(\d{2}\) \d{5}-\d{4}$/)
      expect(maskPhone(phone.slice(3))).toBe(maskPhone(phone))
      expect(parsePhone(maskPhone(phone))).toEqual({ ok: true, value: phone })
      expect(parsePhone(phone)).toEqual({ ok: true, value: phone })
    }),
    runs(300),
  )
})

test.for([
  ['', ''],
  ['abc', ''],
  ['5', '(5'],
  ['51', '(51'],
  ['519', '(51) 9'],
  ['5199999', '(51) 99999'],
  ['51999998', '(51) 99999-8'],
  ['51999998888', '(51) 99999-8888'],
  ['519999988887', '(51) 99999-8888'],
  ['+5551999998888', '(51) 99999-8888'],
] as const)('%j is shown as %s', ([typed, shown]) => {
  expect(maskPhone(typed)).toBe(shown)
})
