import { TenantId } from '@totem/shared-schema'
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { databaseName, parseDatabaseName } from './database-name.ts'

const demo = v.parse(TenantId, 'demo')

test('a name holds tenant and collection', () => {
  expect(databaseName({ tenant: demo, collection: 'tickets' })).toEqual({
    ok: true,
    value: 'totem_demo_tickets',
  })
})

test.for(['', 'a', 'Tickets', 'tick_ets', '../tickets', 'tickets/', 'tickets\n', '_users', 'ação'])(
  'the collection %j is refused',
  (collection) => {
    expect(databaseName({ tenant: demo, collection })).toEqual({
      ok: false,
      error: { kind: 'invalid-database-name', part: 'collection' },
    })
  },
)

test.for(['', 'd', 'Demo', 'de_mo', '../demo', '9demo', 'x'.repeat(32)])(
  'the tenant %j is refused even when a cast has branded it',
  (tenant) => {
    expect(databaseName({ tenant: tenant as TenantId, collection: 'tickets' })).toEqual({
      ok: false,
      error: { kind: 'invalid-database-name', part: 'tenant' },
    })
  },
)

test.for(['', '_users', 'totem', 'totem_demo', 'totem_demo_tickets_x', 'other_demo_tickets'])(
  'the foreign name %j has no parts',
  (name) => {
    expect(parseDatabaseName(name)).toMatchObject({ ok: false, error: { part: 'name' } })
  },
)

test('no input builds a name outside its tenant', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('a', 'z', '0', '_', '-', '/', '.', '%', 'A'),
      maxLength: 40,
    }),
    fc.constantFrom('demo', 'tickets', 'demo_tickets', 'payments'),
  )
  fc.assert(
    fc.property(part, part, (tenant, collection) => {
      const built = databaseName({ tenant: tenant as TenantId, collection })
      if (!built.ok) return
      expect(built.value.startsWith(`totem_${tenant}_`)).toBe(true)
      expect(encodeURIComponent(built.value)).toBe(built.value)
      expect(parseDatabaseName(built.value)).toEqual({ ok: true, value: { tenant, collection } })
    }),
    { numRuns: 2_000 },
  )
})
