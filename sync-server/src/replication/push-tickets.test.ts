import { foldTicket, type TicketDocument } from '@totem/shared-schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, otherTenant, testTenant } from '../_test-gateway.ts'
import { rowOf, startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'
import { storedToTicket } from './stored-ticket.ts'

let world: SyncWorld
let kiosk: SyncDevice
let tablet: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  tablet = await world.device('operator')
})
afterAll(() => world[Symbol.asyncDispose]())

const storedTicket = async (id: string): Promise<TicketDocument | undefined> =>
  storedToTicket(await world.database('tickets').get(id))

const stored = (id: string): object => ({ id, status: 'stored', safe: true })

describe('a pushed ticket', () => {
  test('is stored with its events, and beside them what people look for', async () => {
    const { id, created } = kiosk.sell()
    const { status, body } = await kiosk.pushEvents(id, created)
    expect([status, body]).toEqual([200, { results: [stored(id)] }])
    expect(await world.database('tickets').get(id)).toMatchObject({
      tenantId: testTenant,
      number: 'A-001',
      status: 'waiting',
      payment: 'pending',
      service: 'GELO',
      businessDay: '2026-11-23',
      events: { [created.id]: created.event },
    })
  })

  test('may be pushed again without a new revision', async () => {
    const { id, created } = kiosk.sell()
    await kiosk.pushEvents(id, created)
    const before = await world.database('tickets').get(id)
    expect((await kiosk.pushEvents(id, created)).body).toEqual({ results: [stored(id)] })
    expect(await world.database('tickets').get(id)).toEqual(before)
  })

  test('comes back merged only to a device that lacks something', async () => {
    const { id, created } = kiosk.sell()
    await kiosk.pushEvents(id, created)
    const called = tablet.sign(id, 'called', {})
    const complete = { ...rowOf(id, testTenant, called), known: 2 }
    expect((await tablet.push('tickets', [complete])).body).toEqual({ results: [stored(id)] })
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    const lacking = { ...rowOf(id, testTenant, printed), known: 2 }
    const { body } = await kiosk.push('tickets', [lacking])
    expect(body).toEqual({
      results: [{ ...stored(id), document: await storedTicket(id) }],
    })
    const document = await storedTicket(id)
    expect(document && foldTicket(document)?.service.kind).toBe('called')
  })

  test('in several rows of one batch is one ticket', async () => {
    const { id, created } = kiosk.sell()
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    const rows = [created, printed].map((event) => ({
      ...rowOf(id, testTenant, event),
      known: 2,
    }))
    expect((await kiosk.push('tickets', rows)).body).toEqual({ results: [stored(id), stored(id)] })
    expect(Object.keys((await storedTicket(id))?.events ?? {})).toHaveLength(2)
  })

  test('may be relayed by any device: what counts is who signed, not who brings it', async () => {
    const { id, created } = kiosk.sell()
    expect((await tablet.pushEvents(id, created)).body).toEqual({ results: [stored(id)] })
  })

  test('is not brought back to life after it was deleted', async () => {
    const { id, created } = kiosk.sell()
    await kiosk.pushEvents(id, created)
    const held = await world.database('tickets').get(id)
    await world.database('tickets').put({ _id: id, _rev: held?._rev ?? '', _deleted: true })
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    const { body } = await kiosk.pushEvents(id, created, printed)
    expect(body).toEqual({ results: [{ id, status: 'refused', reason: 'erased' }] })
    expect(await world.database('tickets').get(id)).toMatchObject({ _deleted: true })
  })
})

describe('what is refused', () => {
  test('lies whole in quarantine, and its neighbours are stored', async () => {
    const [first, poison, last] = [kiosk.sell(), kiosk.sell(), kiosk.sell()]
    const stranger = await world.device('kiosk', otherTenant)
    const forged = { id: poison.created.id, event: stranger.sell().created.event }
    const { body } = await kiosk.push('tickets', [
      rowOf(first.id, testTenant, first.created),
      rowOf(poison.id, testTenant, forged),
      rowOf(last.id, testTenant, last.created),
    ])
    expect(body).toEqual({
      results: [
        stored(first.id),
        { id: poison.id, status: 'refused', reason: 'unknown_device' },
        stored(last.id),
      ],
    })
    expect(await world.quarantined(poison.id)).toMatchObject([
      {
        collection: 'tickets',
        reason: 'unknown_device',
        state: 'waiting',
        device: kiosk.id,
        operator: null,
        body: { id: poison.id, tenantId: testTenant, events: { [forged.id]: forged.event } },
      },
    ])
    expect(await storedTicket(poison.id)).toBeUndefined()
  })

  test('is one event only: the rest of its ticket is stored', async () => {
    const { id, created } = kiosk.sell()
    const called = kiosk.sign(id, 'called', {})
    const { body } = await kiosk.pushEvents(id, created, called)
    expect(body).toEqual({
      results: [{ ...stored(id), refused: [{ event: called.id, reason: 'forbidden_role' }] }],
    })
    expect(Object.keys((await storedTicket(id))?.events ?? {})).toEqual([created.id])
    expect(await world.quarantined(id)).toMatchObject([{ body: { events: { [called.id]: {} } } }])
  })

  test('is kept once, however often it is sent', async () => {
    const { id } = kiosk.sell()
    const called = kiosk.sign(id, 'called', {})
    await kiosk.pushEvents(id, called)
    await kiosk.pushEvents(id, called)
    expect(await world.quarantined(id)).toHaveLength(1)
  })

  test.for([
    ['without events', { events: {} }, 'without_events'],
    ['whose events are a list', { events: [1] }, 'malformed'],
    ['without its number of events', { known: undefined }, 'malformed'],
    ['that a device wants deleted', { events: undefined, _deleted: true }, 'malformed'],
    ['of another tenant', { tenantId: otherTenant }, 'foreign_tenant'],
    ['with half a surrogate pair', { note: '\ud800', events: 1 }, 'malformed'],
  ] as const)('can be a whole row %s', async ([, change, reason]) => {
    const [broken, neighbour] = [kiosk.sell(), kiosk.sell()]
    const row = { ...rowOf(broken.id, testTenant, broken.created), ...change }
    const { status, body } = await kiosk.push('tickets', [
      row,
      rowOf(neighbour.id, testTenant, neighbour.created),
    ])
    expect([status, body]).toEqual([
      200,
      { results: [{ id: broken.id, status: 'refused', reason }, stored(neighbour.id)] },
    ])
    const kept = reason === 'without_events' ? 0 : 1
    expect(await world.quarantined(broken.id)).toHaveLength(kept)
  })

  test.for([
    ['an event without a signature', { sig: undefined }],
    ['an event of no form at all', 'event'],
    ['an event far in front of all clocks', { at: 2 ** 60 }],
  ] as const)('can be %s, which spoils no event beside it', async ([, change]) => {
    const { id, created } = kiosk.sell()
    const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
    const broken = typeof change === 'string' ? change : { ...printed.event, ...change }
    const row = {
      ...{ id, tenantId: testTenant, known: 2 },
      events: { [created.id]: created.event, [printed.id]: broken },
    }
    const { body } = await kiosk.push('tickets', [row])
    const refused = [{ event: printed.id, reason: 'malformed' }]
    expect(body).toEqual({ results: [{ ...stored(id), refused }] })
    expect(await world.quarantined(id)).toMatchObject([
      { reason: 'malformed', body: { id, events: { [printed.id]: expect.anything() as unknown } } },
    ])
  })

  test('is stored without a half surrogate, for which CouchDB would refuse the whole batch', async () => {
    const row = { id: 'half\udc00', price: 'half\ud800' }
    const { body } = await kiosk.push('tickets', [row, { price: 1 }])
    expect(body).toMatchObject({ results: [{ reason: 'malformed' }, { reason: 'malformed' }] })
    expect(await world.quarantined('half\ufffd')).toMatchObject([
      { body: { text: JSON.stringify(row) } },
    ])
    expect(await world.quarantined('unknown')).toMatchObject([{ body: { price: 1 } }])
  })
})

test('a batch that keeps losing the race for its documents is to be sent again', async () => {
  let isContended = false
  await using busy = await startSyncWorld((couch) => ({
    ...couch,
    database: (name) => {
      const database = couch.database(name)
      return {
        ...database,
        putMany: (docs) =>
          isContended && name.endsWith('_tickets')
            ? Promise.resolve(docs.map(({ _id }) => ({ kind: 'conflict', id: _id })))
            : database.putMany(docs),
      }
    },
  }))
  const seller = await busy.device('kiosk')
  const { id, created } = seller.sell()
  isContended = true
  const lost = await seller.pushEvents(id, created)
  expect([lost.status, codeOf(lost), lost.headers.get('retry-after')]).toEqual([
    503,
    'contended',
    '1',
  ])
  isContended = false
  expect((await seller.pushEvents(id, created)).body).toEqual({ results: [stored(id)] })
})

describe('a push', () => {
  test.for([
    ['more rows than one batch may carry', 'tickets', Array(1_001).fill({}), 422, 'invalid_body'],
    ['rows that are no objects', 'tickets', [1], 422, 'invalid_body'],
    ['the catalogue', 'catalog', [], 403, 'read_only'],
    ['a collection that does not exist', 'wages', [], 404, 'unknown_collection'],
    ['more bytes than one may', 'tickets', [{ a: 'x'.repeat(4_194_305) }], 413, 'body_too_large'],
  ] as const)('with %s is refused as a whole', async ([, collection, rows, status, code]) => {
    const reply = await kiosk.push(collection, rows)
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
  })

  test('is not for panels', async () => {
    const panel = await world.device('panel')
    expect((await panel.push('tickets', [])).status).toBe(403)
  })

  test('of a revoked device stops at the door', async () => {
    const lost = await world.device('kiosk')
    await world.gateway.services.registry.revoke(testTenant, lost.id)
    const reply = await lost.push('tickets', [])
    expect([reply.status, codeOf(reply)]).toEqual([401, 'revoked'])
  })
})
