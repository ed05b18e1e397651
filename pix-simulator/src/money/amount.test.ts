import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Amount, Cents, formatAmount, formatReais } from './amount.ts'

describe('an amount', () => {
  test('reads back as it was printed, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (value) => {
        const cents = v.parse(Cents, value)
        expect(v.parse(Amount, formatAmount(cents))).toBe(cents)
      }),
    )
  })

  test.for([
    ['0.01', 1],
    ['90.00', 9000],
    ['0090.10', 9010],
    ['9999999999.99', 999_999_999_999],
  ] as const)('reads %s', ([text, value]) => {
    expect(v.parse(Amount, text)).toBe(value)
  })

  test.for([
    '0.00',
    '90',
    '90.0',
    '90.000',
    'x90.00',
    '90.00x',
    '-1.00',
    '1,00',
    '1e3',
    ' 1.00',
    '1.00\n',
    '10000000000.00',
    '',
    90,
    null,
  ])('refuses %j', (input) => {
    expect(v.is(Amount, input)).toBe(false)
  })

  test('is shown as people in Brazil read it', () => {
    expect(formatReais(v.parse(Cents, 123456789))).toBe('R$\u00a01.234.567,89')
  })
})
