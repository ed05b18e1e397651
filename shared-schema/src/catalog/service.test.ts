import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Service } from './service.ts'

const gelo = {
  id: 'GELO',
  tenantId: 'demo',
  name: 'Banheira de Gelo',
  description: '',
  priceCents: 9_000,
  durationMinutes: 10,
  color: '#0aa5c8',
  sound: 'bell',
  position: 0,
  active: true,
}

test('a service is read as it is', () => {
  expect(v.parse(Service, gelo)).toEqual(gelo)
})

test.for([
  { color: 'red' },
  { color: '#0AA5C8' },
  { color: '#0aa5c8;background:url(x)' },
  { priceCents: 90.5 },
  { durationMinutes: 0 },
  { durationMinutes: 241 },
  { name: '' },
  { sound: 'siren' },
  { id: 'gelo' },
])('a service with %j is refused', (given) => {
  expect(v.is(Service, { ...gelo, ...given })).toBe(false)
})
