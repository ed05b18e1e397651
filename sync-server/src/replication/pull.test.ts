import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PullResponse, type TicketId } from '@totem/shared-schema'
import { codeOf, otherTenant, testTenant } from '../_test-gateway.ts'
import { positionToCheckpoint } from './checkpoint.ts'
import { aCustomer, startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'

let world: SyncWorld
let kiosk: SyncDevice
let otherKiosk: SyncDevice
let tablet: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  otherKiosk = await world.device('kiosk')
  tablet = await world.device('operator')
})
afterAll(() => world[Symbol.asyncDispose]())

const page = async (...asked: Parameters<SyncDevice['pull']>): Promise<PullResponse> =>
  (await tablet.pull(...asked)).body as unknown as PullResponse

const pageOf = async (
  device: SyncDevice,
  ...asked: Parameters<SyncDevice['pull']>
): Promise<PullResponse> => (await device.pull(...asked)).body as unknown as PullResponse

const sold = async (by: SyncDevice): Promise<TicketId> => {
  const { id, created } = by.sell()
  await by.pushEvents(id, created)
  return id
}

const idsIn = ({ documents }: PullResponse): readonly unknown[] => documents.map(({ id }) => id)

describe('what a role sees', () => {
  test('a kiosk sees its own tickets and no personal data or shift', async () => {
    const [own, foreign] = [await sold(kiosk), await sold(otherKiosk)]
    const seen = idsIn(await pageOf(kiosk, 'tickets', { limit: 1_000 }))
    expect([seen.includes(own), seen.includes(foreign)]).toEqual([true, false])
    await kiosk.push('customers', [aCustomer(world, kiosk)])
    for (const collection of ['customers', 'shifts'] as const)
      expect(idsIn(await pageOf(kiosk, collection))).toEqual([])
  })

  test('a panel sees the catalogue, numbers and places, and nobody', async () => {
    const panel = await world.device('panel')
    const customer = aCustomer(world, kiosk)
    await kiosk.push('customers', [customer])
    const { id, created } = kiosk.sell()
    await kiosk.pushEvents(id, created)
    const call = tablet.sign(id, 'called', { slot: 2 })
    await tablet.pushEvents(id, call)
    await world.database('catalog').put({ _id: 'GELO', name: 'Banheira de Gelo' })

    const { documents } = await pageOf(panel, 'tickets', { limit: 1_000 })
    expect(documents.find((document) => document['id'] === id)).toEqual({
      id,
      number: expect.stringMatching(/^A-\d{3}$/) as unknown,
      service: 'GELO',
      status: 'called',
      soldAt: created.event.at,
      calledAt: call.event.at,
      slot: 2,
    })
    for (const collection of ['customers', 'shifts'] as const)
      expect(idsIn(await pageOf(panel, collection))).toEqual([])
    expect(idsIn(await pageOf(panel, 'catalog'))).toEqual(['GELO'])
    const all = JSON.stringify(
      await Promise.all(
        (['catalog', 'tickets', 'shifts', 'customers'] as const).map((collection) =>
          pageOf(panel, collection, { limit: 1_000 }),
        ),
      ),
    )
    for (const secret of [customer.name, customer.phone, customer.cpfSealed, tablet.id, 'ana'])
      expect(all).not.toContain(secret)
  })

  test('a panel may not ask for what staff see', async () => {
    const panel = await world.device('panel')
    for (const path of ['/quarantine', '/audit']) expect((await panel.ask(path)).status).toBe(403)
    expect((await panel.push('tickets', [])).status).toBe(403)
  })

  test('a tablet sees every ticket as its events alone', async () => {
    const { id, created } = kiosk.sell()
    await kiosk.pushEvents(id, created)
    const { documents } = await page('tickets', { limit: 1_000 })
    expect(documents.find((document) => document['id'] === id)).toEqual({
      id,
      tenantId: testTenant,
      events: { [created.id]: created.event },
    })
  })

  test('a tablet sees a person without the hash of the CPF and without what CouchDB adds', async () => {
    const customer = aCustomer(world, kiosk)
    await kiosk.push('customers', [customer])
    const { documents } = await page('customers', { limit: 1_000 })
    expect(documents.find(({ id }) => id === customer.id)).toEqual(customer)
  })

  test('a tablet sees what is open, and of what is done the last seven days', async () => {
    const day = 24 * 60 * 60_000
    const { id: open, created } = kiosk.sell()
    await kiosk.pushEvents(open, created)
    const { id: done, created: other } = kiosk.sell()
    await kiosk.pushEvents(done, other, kiosk.sign(done, 'cancelled', { reason: 'gave_up' }))
    const seenAfter = async (days: number): Promise<readonly boolean[]> => {
      const { clock } = world.gateway
      clock.nowMs += days * day
      const visitor = await world.device('operator')
      const seen = idsIn(await pageOf(visitor, 'tickets', { limit: 1_000 }))
      clock.nowMs -= days * day
      return [seen.includes(open), seen.includes(done)]
    }
    expect(await seenAfter(6)).toEqual([true, true])
    expect(await seenAfter(8)).toEqual([true, false])
  })

  test('nobody sees another tenant', async () => {
    const stranger = await world.device('manager', otherTenant)
    await sold(kiosk)
    expect(idsIn(await pageOf(stranger, 'tickets'))).toEqual([])
  })
})

describe('reading on', () => {
  test('goes page by page to the end, and from there brings only what is new', async () => {
    const ids = [await sold(kiosk), await sold(kiosk), await sold(kiosk)]
    const seen: unknown[] = []
    let current = await page('tickets', { limit: 2 })
    seen.push(...idsIn(current))
    while (current.more) {
      current = await page('tickets', { limit: 2, checkpoint: current.checkpoint.token })
      expect(current.documents.length).toBeLessThanOrEqual(2)
      seen.push(...idsIn(current))
    }
    expect(ids.every((id) => seen.includes(id))).toBe(true)
    expect(new Set(seen).size).toBe(seen.length)
    const after = await page('tickets', { checkpoint: current.checkpoint.token })
    expect([after.documents, after.more]).toEqual([[], false])
    const fresh = await sold(kiosk)
    expect(idsIn(await page('tickets', { checkpoint: after.checkpoint.token }))).toEqual([fresh])
  })

  test('brings back own writes on every page: a device may have lost what it held', async () => {
    const ids = [await sold(kiosk), await sold(kiosk), await sold(kiosk)]
    const seen: unknown[] = []
    let page = await pageOf(kiosk, 'tickets', { limit: 1 })
    for (seen.push(...idsIn(page)); page.more; seen.push(...idsIn(page)))
      page = await pageOf(kiosk, 'tickets', { limit: 1, checkpoint: page.checkpoint.token })
    expect(seen).toEqual(expect.arrayContaining(ids))
  })

  test('begins anew, own writes included, when the database lives another life', async () => {
    const id = await sold(kiosk)
    const { epoch, checkpoint } = await pageOf(kiosk, 'tickets', { limit: 1_000 })
    const old = positionToCheckpoint({ epoch: 'another', seq: '999999-x' }).token
    const again = await pageOf(kiosk, 'tickets', { limit: 1_000, checkpoint: old })
    expect(idsIn(again)).toContain(id)
    expect([again.epoch, again.checkpoint]).toEqual([epoch, checkpoint])
  })

  test('begins anew with a token that is not ours', async () => {
    const id = await sold(kiosk)
    const again = await pageOf(kiosk, 'tickets', { limit: 1_000, checkpoint: 'bm9uc2Vuc2U' })
    expect(idsIn(again)).toContain(id)
  })

  test('gives no more than was asked for, also of a narrow view', async () => {
    const { more, documents } = await pageOf(kiosk, 'tickets', { limit: 1 })
    expect([more, documents.length]).toEqual([true, 1])
  })
})

test.for([
  ['tickets/pull?limit=0', 422, 'invalid_query'],
  ['tickets/pull?limit=1001', 422, 'invalid_query'],
  ['tickets/pull?limit=x', 422, 'invalid_query'],
  [`tickets/pull?checkpoint=${'x'.repeat(2_001)}`, 422, 'invalid_query'],
  ['wages/pull', 404, 'unknown_collection'],
] as const)('%s is refused', async ([path, status, code]) => {
  const response = await world.app.request(`/sync/${path}`, {
    headers: { authorization: `Bearer ${await tablet.token()}` },
  })
  const reply = { status: response.status, headers: response.headers, body: await response.json() }
  expect([reply.status, codeOf(reply as never)]).toEqual([status, code])
})
