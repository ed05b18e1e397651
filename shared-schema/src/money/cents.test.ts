import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { bacenToCents, Cents, centsToBacen, formatCents } from './cents.ts'

const cents = (amount: number): Cents => v.parse(Cents, amount)
const amounts = fc.integer({ min: 0, max: 100_000_000 }).map(cents)

test('an amount that the bank reads back is the same amount', () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      const text = centsToBacen(amount)
      expect(text).toMatch(/^\d{1,10}\.\d{2}$/)
      expect(bacenToCents(text)).toBe(amount)
    }),
    runs(1_000),
  )
})

test.for([
  [0, '0.00', 'R$ 0,00'],
  [1, '0.01', 'R$ 0,01'],
  [10, '0.10', 'R$ 0,10'],
  [9_000, '90.00', 'R$ 90,00'],
  [123_456, '1234.56', 'R$ 1.234,56'],
  [100_000_000, '1000000.00', 'R$ 1.000.000,00'],
] as const)('%i cents are %s to the bank and %s to people', ([amount, bacen, printed]) => {
  expect(centsToBacen(cents(amount))).toBe(bacen)
  expect(formatCents(cents(amount)).replace('\u00a0', ' ')).toBe(printed)
})

test.for([
  ['00.10', 10],
  ['0000000090.00', 9_000],
] as const)('%s is read as %i cents', ([text, amount]) => {
  expect(bacenToCents(text)).toBe(amount)
})

test.for([
  '',
  '90',
  '90.0',
  '90.000',
  '.90',
  '90,00',
  '-90.00',
  '+90.00',
  '1e3.00',
  ' 90.00',
  '90.00\n',
  '٩٠.٠٠',
  '1000000.01',
  '9999999999.99',
  '12345678901.00',
])('%j is no amount of the bank', (text) => {
  expect(bacenToCents(text)).toBeUndefined()
})

test.for([-1, 0.5, 100_000_001, Number.NaN, Number.POSITIVE_INFINITY, '90', null, 10n])(
  '%s is no amount in cents',
  (given) => {
    expect(v.is(Cents, given)).toBe(false)
  },
)
