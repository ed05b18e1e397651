import { type Customer, makeShiftId, Shift } from '@totem/shared-schema'
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { otherTenant, testTenant } from '../_test-gateway.ts'
import { aCustomer, startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'

let world: SyncWorld
let kiosk: SyncDevice
let tablet: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  tablet = await world.device('operator')
})
afterAll(() => world[Symbol.asyncDispose]())

const stored = ({ id }: { readonly id: string }): object => ({ id, status: 'stored', safe: true })

describe('personal data', () => {
  test('is stored sealed, with a keyed hash under which the CPF is found again', async () => {
    const [first, second] = [aCustomer(world, kiosk), aCustomer(world, kiosk)]
    const { body } = await kiosk.push('customers', [first, second])
    expect(body).toEqual({ results: [stored(first), stored(second)] })
    const held = await world.database('customers').getMany([first.id, second.id])
    const [a, b] = [held.get(first.id), held.get(second.id)]
    const { id, ...content } = first
    expect(a).toMatchObject({ _id: id, ...content })
    expect(a?.['cpfLookup']).toMatch(/^[\w-]{43}$/)
    expect(a?.['cpfLookup']).toBe(b?.['cpfLookup'])
    expect(JSON.stringify([a, b, world.gateway.logLines])).not.toContain('52998224725')
  })

  test('corrected later wins, and the older copy is answered with it', async () => {
    const first = aCustomer(world, kiosk)
    const corrected: Customer = { ...aCustomer(world, kiosk, { id: first.id, writtenAt: 2 }) }
    await kiosk.push('customers', [corrected])
    const { body } = await kiosk.push('customers', [first])
    expect(body).toEqual({ results: [{ ...stored(first), document: corrected }] })
  })

  test.for([
    ['long ago', 0],
    ['within the minute of the sale', Date.now()],
  ] as const)('of somebody erased %s stays away, and out of quarantine', async ([, writtenAt]) => {
    const customer = aCustomer(world, kiosk, { writtenAt })
    await kiosk.push('customers', [customer])
    const held = await world.database('customers').get(customer.id)
    await world
      .database('customers')
      .put({ _id: customer.id, _rev: held?._rev ?? '', _deleted: true })
    const { body } = await kiosk.push('customers', [customer])
    expect(body).toEqual({
      results: [{ id: customer.id, status: 'refused', reason: 'erased' }],
    })
    expect(await world.database('customers').get(customer.id)).toMatchObject({ _deleted: true })
    expect(await world.quarantined(customer.id)).toEqual([])
  })

  test('is refused row by row, and the rest of the batch is stored', async () => {
    const other = await world.device('kiosk')
    const good = aCustomer(world, kiosk)
    const cases = [
      [aCustomer(world, other), 'not_owner'],
      [aCustomer(world, kiosk, { id: other.newTicketId() }), 'not_owner'],
      [aCustomer(world, kiosk, { tenantId: otherTenant }), 'foreign_tenant'],
      [
        aCustomer(world, kiosk, {
          cpfSealed: aCustomer(world, kiosk).cpfSealed.replace(/..$/, 'AA'),
        }),
        'cannot_unseal',
      ],
      [{ ...aCustomer(world, kiosk), phone: 'x' }, 'malformed'],
      [{ id: kiosk.newTicketId(), _deleted: true }, 'malformed'],
    ] as const
    const { body } = await kiosk.push('customers', [...cases.map(([row]) => row), good])
    expect(body).toEqual({
      results: [
        ...cases.map(([{ id }, reason]) => ({ id, status: 'refused', reason })),
        stored(good),
      ],
    })
    for (const [row, reason] of cases)
      expect(await world.quarantined(row.id)).toMatchObject([
        { collection: 'customers', reason, body: row },
      ])
  })

  test('comes from kiosks alone', async () => {
    const customer = aCustomer(world, kiosk)
    expect((await tablet.push('customers', [customer])).body).toEqual({
      results: [{ id: customer.id, status: 'refused', reason: 'not_owner' }],
    })
  })
})

const aShift = (changes: Partial<v.InferInput<typeof Shift>> = {}): Shift => {
  const act = { at: 1, operator: 'ana', device: tablet.id }
  return v.parse(Shift, {
    id: makeShiftId({ nowMs: 1, randomBytes }),
    tenantId: testTenant,
    businessDay: '2026-11-23',
    opened: act,
    devices: { ...act, counts: { GELO: 2 } },
    closed: null,
    ...changes,
  })
}

describe('a shift', () => {
  test('written on two tablets is merged: the first close and the last count stay', async () => {
    const other = await world.device('manager')
    const opened = aShift()
    const act = { at: 5, operator: 'ana', device: tablet.id }
    const closed = aShift({ id: opened.id, closed: act })
    const counted = aShift({ id: opened.id, devices: { ...act, counts: { GELO: 3 } } })
    await tablet.push('shifts', [closed])
    const { body } = await other.push('shifts', [counted])
    expect(body).toEqual({
      results: [{ ...stored(opened), document: { ...counted, closed: act } }],
    })
  })

  test('is not opened by a kiosk', async () => {
    const shift = aShift()
    expect((await kiosk.push('shifts', [shift])).body).toEqual({
      results: [{ id: shift.id, status: 'refused', reason: 'forbidden_role' }],
    })
    expect(await world.quarantined(shift.id)).toMatchObject([{ reason: 'forbidden_role' }])
  })
})
