import { foldTicket, lateBatchText, signText } from '@totem/shared-schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, testTenant, type Reply } from '../_test-gateway.ts'
import { aCustomer, rowOf, startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'
import { storedToTicket } from './stored-ticket.ts'

let world: SyncWorld
let manager: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  manager = await world.device('manager')
})
afterAll(() => world[Symbol.asyncDispose]())

const revoked = async (device: SyncDevice): Promise<SyncDevice> => {
  await world.gateway.services.registry.revoke(testTenant, device.id)
  return device
}

const signedBy = (device: SyncDevice, batch: unknown, keys = device.keys): object => {
  const text = typeof batch === 'string' ? batch : JSON.stringify(batch)
  const signature = signText(lateBatchText(device.id, text), keys.secretKey)
  return { tenant: device.tenant, device: device.id, batch: text, signature }
}

const handIn = async (body: object): Promise<Reply> => {
  const response = await world.app.request('/sync/late', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}

const releaseAll = async (documentId: string): Promise<readonly number[]> => {
  const entries = await world.quarantined(documentId)
  const replies = entries.map(({ _id }) =>
    manager.ask(`/quarantine/${String(_id)}/release`, { method: 'POST' }),
  )
  return (await Promise.all(replies)).map(({ status }) => status)
}

test("a revoked kiosk's sale waits for review, and counts once a manager released it", async () => {
  const kiosk = await world.device('kiosk')
  const { id, created } = kiosk.sell()
  const desk = kiosk.sign(id, 'desk_chosen', {})
  await revoked(kiosk)
  const rows = [rowOf(id, testTenant, created, desk)]
  const { status, body } = await handIn(signedBy(kiosk, { collection: 'tickets', rows }))
  expect([status, body]).toEqual([200, { results: [{ id, status: 'kept' }] }])
  expect(await world.database('tickets').get(id)).toBeUndefined()
  const entries = await world.quarantined(id)
  expect(entries.map(({ reason, device }) => [reason, device])).toEqual(
    Array(2).fill(['revoked_device', kiosk.id]),
  )

  expect(await releaseAll(id)).toEqual([200, 200])
  const document = storedToTicket(await world.database('tickets').get(id))
  expect(document && foldTicket(document)).toMatchObject({
    number: 'A-001',
    payment: { status: 'at_desk' },
    service: { kind: 'waiting' },
  })
})

test('its personal data come with it', async () => {
  const kiosk = await revoked(await world.device('kiosk'))
  const customer = aCustomer(world, kiosk)
  await handIn(signedBy(kiosk, { collection: 'customers', rows: [customer] }))
  expect(await world.database('customers').get(customer.id)).toBeUndefined()
  expect(await releaseAll(customer.id)).toEqual([200])
  expect(await world.database('customers').get(customer.id)).toMatchObject({
    name: customer.name,
    cpfLookup: expect.stringMatching(/./) as unknown,
  })
})

test('what had arrived before needs no review', async () => {
  const kiosk = await world.device('kiosk')
  const { id, created } = kiosk.sell()
  await kiosk.pushEvents(id, created)
  await revoked(kiosk)
  const rows = [rowOf(id, testTenant, created)]
  const { body } = await handIn(signedBy(kiosk, { collection: 'tickets', rows }))
  expect(body).toEqual({ results: [{ id, status: 'kept' }] })
  expect(await world.quarantined(id)).toEqual([])
})

test('handed in twice, it is there once; and a broken row is kept beside the others', async () => {
  const kiosk = await world.device('kiosk')
  const { id, created } = kiosk.sell()
  await revoked(kiosk)
  const rows = [{ id: 'late-and-broken' }, rowOf(id, testTenant, created)]
  for (let time = 0; time < 2; time += 1)
    expect((await handIn(signedBy(kiosk, { collection: 'tickets', rows }))).body).toEqual({
      results: [
        { id: 'late-and-broken', status: 'kept' },
        { id, status: 'kept' },
      ],
    })
  expect(await world.quarantined(id)).toHaveLength(1)
  expect(await world.quarantined('late-and-broken')).toMatchObject([{ reason: 'malformed' }])
})

test('a forgery among it stays one: no release makes the gateway vouch for money', async () => {
  const kiosk = await world.device('kiosk')
  const { id, created } = kiosk.sell()
  await revoked(kiosk)
  const paid = { ...created.event, type: 'paid', data: {} }
  const row = { ...rowOf(id, testTenant), events: { [created.id]: paid }, known: 1 }
  await handIn(signedBy(kiosk, { collection: 'tickets', rows: [row] }))
  expect(await releaseAll(id)).toEqual([422])
})

test('only a revoked device hands in, and only under its own signature', async () => {
  const [kiosk, thief] = [await world.device('kiosk'), await world.device('kiosk')]
  const batch = { collection: 'tickets', rows: [] }
  const answers = async (body: object): Promise<readonly unknown[]> => {
    const reply = await handIn(body)
    return [reply.status, codeOf(reply)]
  }
  expect(await answers(signedBy(kiosk, batch))).toEqual([409, 'not_revoked'])
  await revoked(kiosk)
  expect(await answers(signedBy(kiosk, batch, thief.keys))).toEqual([403, 'not_proven'])
  expect(await answers({ ...signedBy(kiosk, batch), batch: '{}' })).toEqual([403, 'not_proven'])
  expect(await answers({ ...signedBy(kiosk, batch), tenant: 'norte' })).toEqual([403, 'not_proven'])
  expect(await answers(signedBy(kiosk, 'no json'))).toEqual([422, 'invalid_batch'])
  expect(await answers(signedBy(kiosk, { collection: 'catalog', rows: [] }))).toEqual([
    422,
    'invalid_batch',
  ])
})
