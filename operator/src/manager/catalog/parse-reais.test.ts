import { expect, test } from 'vitest'
import { parseReais, reaisText } from './parse-reais.ts'

test.for<[string, number | undefined]>([
  ['90', 9_000],
  ['90,5', 9_050],
  [' 90,05 ', 9_005],
  ['1.290,00', 129_000],
  ['R$ 90,00', 9_000],
  ['0', 0],
  ['', undefined],
  ['90.50', undefined],
  ['-1', undefined],
  ['90,005', undefined],
  ['noventa', undefined],
  ['9999999', undefined],
])('%j is %s cents', ([text, cents]) => {
  expect(parseReais(text)).toBe(cents)
})

test('an amount in a field is read back as it was', () => {
  for (const cents of [0, 5, 9_050, 129_000]) expect(parseReais(reaisText(cents))).toBe(cents)
})
