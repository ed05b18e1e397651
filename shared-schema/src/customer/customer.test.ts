import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { Customer, mergeCustomers } from './customer.ts'

const aCustomer = (
  given: { writtenAt?: number; name?: string; granted?: boolean } = {},
): Customer =>
  v.parse(Customer, {
    id: `t${'0'.repeat(26)}`,
    tenantId: 'demo',
    name: given.name ?? 'Ana Silva',
    phone: '+5551999998888',
    cpfSealed: 'A'.repeat(100),
    consent: {
      textVersion: '1',
      textHash: 'x',
      locale: 'pt-BR',
      acknowledgedAt: 1,
      purposes: [{ code: 'news', granted: given.granted ?? false }],
    },
    device: `d${'0'.repeat(20)}`,
    writtenAt: given.writtenAt ?? 1,
  })

const customers = fc
  .record({
    writtenAt: fc.nat({ max: 2 }),
    name: fc.constantFrom('Ana', 'Bia', 'Caio'),
    granted: fc.boolean(),
  })
  .map(aCustomer)

test('any order and repetition of versions gives the same customer', () => {
  fc.assert(
    fc.property(customers, customers, customers, (a, b, c) => {
      expect(mergeCustomers(a, b)).toEqual(mergeCustomers(b, a))
      expect(mergeCustomers(mergeCustomers(a, b), c)).toEqual(
        mergeCustomers(a, mergeCustomers(b, c)),
      )
      expect(mergeCustomers(a, a)).toEqual(a)
    }),
    runs(500),
  )
})

test('the later writing stands', () => {
  const [early, late] = [aCustomer({ name: 'Ana' }), aCustomer({ name: 'Bia', writtenAt: 2 })]
  expect(mergeCustomers(early, late)).toEqual(late)
  expect(mergeCustomers(late, early)).toEqual(late)
})

test('a CPF in clear is no sealed CPF', () => {
  expect(v.is(Customer, { ...aCustomer(), cpfSealed: '52998224725' })).toBe(false)
})
