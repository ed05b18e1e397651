import { type StoredDocument } from '@totem/couchdb'
import { createMetrics } from '../metrics.ts'
import { Shift, foldTicket, makeShiftId, signEvent, type Ticket } from '@totem/shared-schema'
import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testTenant } from '../_test-gateway.ts'
import {
  aCustomer,
  startSyncWorld,
  ticketOf,
  type SyncDevice,
  type SyncWorld,
} from './_sync-world.ts'
import { plainCouch, replicate, startEdgeCouch, type PlainCouch } from './_replicate.ts'
import { createReplication, type Replication } from './replication.ts'
import { storedToTicket, ticketToStored } from './stored-ticket.ts'

/** A busy machine takes its time. */
const patience = { timeout: 15_000 }

let world: SyncWorld
let second: Replication
let cloud: PlainCouch
let edge: PlainCouch & AsyncDisposable
let kiosk: SyncDevice
let tablet: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  const { services } = world.gateway
  second = createReplication({
    ...services,
    metrics: createMetrics(),
    clock: services.nowMs,
    onTrouble: () => undefined,
  })
  cloud = plainCouch(services.config.couchdb)
  edge = await startEdgeCouch()
  kiosk = await world.device('kiosk')
  tablet = await world.device('operator')
  // Two gateways heal at once in every test.
  world.replication.start()
  second.start()
})
afterAll(async () => {
  await second[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
  await edge[Symbol.asyncDispose]()
})

const sync = async (collection: string): Promise<void> => {
  const database = `totem_${testTenant}_${collection}`
  await replicate(database, { from: cloud, to: edge })
  await replicate(database, { from: edge, to: cloud })
}

const at = (couch: PlainCouch, collection: string, id: string): Promise<StoredDocument> =>
  couch.ask(
    'GET',
    `totem_${testTenant}_${collection}/${id}?conflicts=true`,
  ) as Promise<StoredDocument>

const write = (couch: PlainCouch, collection: string, document: { readonly _id: string }) =>
  couch.ask('PUT', `totem_${testTenant}_${collection}/${document._id}`, document)

const healed = async (collection: string, id: string): Promise<StoredDocument> => {
  await expect
    .poll(async () => (await at(cloud, collection, id))._conflicts, patience)
    .toBeUndefined()
  return at(cloud, collection, id)
}

const foldAt = async (couch: PlainCouch, id: string): Promise<Ticket | undefined> => {
  const document = storedToTicket(await at(couch, 'tickets', id))
  return document && foldTicket(document)
}

/** Sells a ticket that both sides hold. */
const soldOnBothSides = async () => {
  const { id, created } = kiosk.sell()
  await kiosk.pushEvents(id, created)
  await sync('tickets')
  return { id, created }
}

test('a ticket that changed on both sides of a torn link is one again, with the events of both', async () => {
  const { id, created } = await soldOnBothSides()
  const called = tablet.sign(id, 'called', {})
  const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
  await tablet.pushEvents(id, called)
  const { _rev } = await at(edge, 'tickets', id)
  await write(edge, 'tickets', ticketToStored(ticketOf(id, testTenant, created, printed), _rev))
  await sync('tickets')
  expect(await healed('tickets', id)).toMatchObject({ status: 'called' })
  await sync('tickets')
  for (const couch of [cloud, edge]) {
    expect((await foldAt(couch, id))?.history.map(({ event }) => event.type)).toEqual([
      'created',
      'called',
      'printed',
    ])
    expect((await at(couch, 'tickets', id))._conflicts).toBeUndefined()
  }
  expect((await at(edge, 'tickets', id))._rev).toBe((await at(cloud, 'tickets', id))._rev)
})

test('forty tickets that were fought over are healed by two gateways at once', async () => {
  const sales = Array.from({ length: 40 }, () => kiosk.sell())
  const tickets = sales.map(({ id, created }) => ticketOf(id, testTenant, created))
  const database = world.database('tickets')
  await database.putMany(tickets.map((ticket) => ticketToStored(ticket, undefined)))
  const extra = sales.map(({ id }) => kiosk.sign(id, 'desk_chosen', {}))
  const docs = tickets.map((ticket, index) =>
    ticketToStored(
      { ...ticket, events: { ...ticket.events, [extra[index]!.id]: extra[index]!.event } },
      undefined,
    ),
  )
  await edge.ask('POST', `totem_${testTenant}_tickets/_bulk_docs`, { docs })
  await sync('tickets')
  for (const { id } of sales) await healed('tickets', id)
  await sync('tickets')
  for (const { id } of sales) expect((await foldAt(edge, id))?.payment.status).toBe('at_desk')
  const text = await world.gateway.services.metrics.register.metrics()
  expect(text).toContain('totem_sync_conflicts_healed_total')
})

test('an event that came past every gateway and is not admissible moves to quarantine', async () => {
  const { id, created } = await soldOnBothSides()
  const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
  const place = { tenantId: testTenant, ticketId: id }
  const forged = signEvent(
    place,
    { ...created.event, type: 'paid', data: {} } as never,
    kiosk.keys.secretKey,
  )
  const stolen = { ...tablet.sign(id, 'called', {}), id: forged.id }
  const { _rev } = await at(edge, 'tickets', id)
  const document = ticketOf(id, testTenant, created, printed, stolen)
  await write(edge, 'tickets', ticketToStored(document, _rev))
  await sync('tickets')
  await expect
    .poll(async () => (await foldAt(cloud, id))?.history.map(({ event }) => event.type), patience)
    .toEqual(['created', 'printed'])
  expect(await world.quarantined(id)).toMatchObject([
    { reason: 'bad_signature', body: { events: { [stolen.id]: stolen.event } } },
  ])
  expect(
    Object.keys(storedToTicket(await world.database('tickets').get(id))?.events ?? {}),
  ).toEqual([created.id, printed.id].toSorted())
})

test('what a newer build wrote past this one stays untouched', async () => {
  const { id, created } = await soldOnBothSides()
  const strange = signEvent(
    { tenantId: testTenant, ticketId: id },
    { ...created.event, type: 'teleported', data: { far: 1 } } as never,
    kiosk.keys.secretKey,
  )
  const { _rev } = await at(edge, 'tickets', id)
  await write(edge, 'tickets', ticketToStored(ticketOf(id, testTenant, created, strange), _rev))
  await sync('tickets')
  const { id: next, created: another } = kiosk.sell()
  await kiosk.pushEvents(next, another)
  await sync('tickets')
  expect((await foldAt(cloud, id))?.ignored).toEqual([{ id: strange.id, reason: 'unknown_type' }])
  expect(await world.quarantined(id)).toEqual([])
})

test('the old sales of a device stay when it is revoked', async () => {
  const lost = await world.device('kiosk')
  const { id, created } = lost.sell()
  await lost.pushEvents(id, created)
  await world.gateway.services.registry.revoke(testTenant, lost.id)
  await tablet.pushEvents(id, tablet.sign(id, 'called', {}))
  await sync('tickets')
  const { id: other, created: last } = kiosk.sell()
  await kiosk.pushEvents(other, last)
  await expect.poll(async () => (await foldAt(cloud, id))?.service.kind, patience).toBe('called')
  expect(await world.quarantined(id)).toEqual([])
})

test('of personal data that differ the later writing stays, found by its CPF', async () => {
  const first = aCustomer(world, kiosk)
  await kiosk.push('customers', [first])
  const { id, ...body } = aCustomer(world, kiosk, {
    id: first.id,
    name: 'Maria Souza',
    writtenAt: 2,
  })
  await edge.ask('PUT', `totem_${testTenant}_customers`)
  await write(edge, 'customers', { _id: id, ...body })
  await sync('customers')
  expect(await healed('customers', id)).toMatchObject({
    name: 'Maria Souza',
    cpfLookup: expect.stringMatching(/./) as unknown,
  })
})

test('a shift closed on one side and recounted on the other is both', async () => {
  const act = { at: 1, operator: 'ana', device: tablet.id }
  const shift = v.parse(Shift, {
    id: makeShiftId({ nowMs: 1, randomBytes }),
    tenantId: testTenant,
    businessDay: '2026-11-23',
    opened: act,
    devices: { ...act, counts: { GELO: 2 } },
    closed: { ...act, at: 9 },
  })
  await tablet.push('shifts', [shift])
  const { id, ...body } = shift
  const devices = { ...act, at: 5, counts: { GELO: 3 } }
  await edge.ask('PUT', `totem_${testTenant}_shifts`)
  await write(edge, 'shifts', { _id: id, ...body, devices, closed: null } as never)
  await sync('shifts')
  expect(await healed('shifts', id)).toMatchObject({ devices, closed: { at: 9 } })
})

test('a leaf nobody can read is kept in quarantine, and the others are merged', async () => {
  const { id, created } = await soldOnBothSides()
  const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
  await kiosk.pushEvents(id, printed)
  const { _rev } = await at(edge, 'tickets', id)
  await write(edge, 'tickets', { _id: id, _rev, events: 'edited by hand' } as never)
  await sync('tickets')
  await healed('tickets', id)
  expect((await foldAt(cloud, id))?.history.map(({ id }) => id)).toEqual([created.id, printed.id])
  expect(await world.quarantined(id)).toMatchObject([
    { reason: 'malformed', body: { id, events: 'edited by hand' } },
  ])
})
