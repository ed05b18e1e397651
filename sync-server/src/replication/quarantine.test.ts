import {
  foldTicket,
  signEvent,
  type EventType,
  type Ticket,
  type IdentifiedEvent,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, otherTenant, testTenant, type Reply } from '../_test-gateway.ts'
import {
  aCustomer,
  startSyncWorld,
  ticketOf,
  type SyncDevice,
  type SyncWorld,
} from './_sync-world.ts'
import { EntryList } from './quarantine-routes.ts'
import { storedToTicket } from './stored-ticket.ts'

/** A busy machine takes its time. */
const patience = { timeout: 15_000 }

let world: SyncWorld
let kiosk: SyncDevice
let manager: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  manager = await world.device('manager')
})
afterAll(() => world[Symbol.asyncDispose]())

const listed = async (query = '', by = manager): Promise<v.InferOutput<typeof EntryList>> =>
  v.parse(EntryList, (await by.ask(`/quarantine?${query}`)).body)

const act = (entry: string, what: string, by = manager): Promise<Reply> =>
  by.ask(`/quarantine/${entry}/${what}`, { method: 'POST' })

const entryFor = async (documentId: string): Promise<string> => {
  const { entries } = await listed('limit=200')
  const entry = entries.find((each) => each.documentId === documentId)
  if (entry === undefined) throw new Error('no entry waits')
  return entry.id
}

const foldedTicket = async (id: string): Promise<Ticket | undefined> => {
  const document = storedToTicket(await world.database('tickets').get(id))
  return document && foldTicket(document)
}

/** A sale whose call was refused, because the kiosk may not call. */
const aRefusedCall = async () => {
  const { id, created } = kiosk.sell()
  const called = kiosk.sign(id, 'called', {})
  await kiosk.pushEvents(id, created, called)
  return { id, called, entry: await entryFor(id) }
}

describe('the list', () => {
  test('shows a manager what waits, whole and newest first', async () => {
    const { id, called, entry } = await aRefusedCall()
    world.gateway.clock.nowMs += 1
    const later = await aRefusedCall()
    const { entries } = await listed()
    expect(entries.slice(0, 2).map((each) => each.id)).toEqual([later.entry, entry])
    expect(entries[1]).toEqual({
      id: entry,
      tenantId: testTenant,
      collection: 'tickets',
      documentId: id,
      reason: 'forbidden_role',
      body: { id, tenantId: testTenant, events: { [called.id]: called.event } },
      state: 'waiting',
      device: kiosk.id,
      operator: null,
      receivedAt: world.gateway.clock.nowMs - 1,
      decidedBy: null,
      decidedAt: null,
    })
  })

  test('is read page by page', async () => {
    for (let at = 0; at < 3; at += 1) await aRefusedCall()
    const all = (await listed('limit=200')).entries.map(({ id }) => id)
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page = await listed(`limit=2${next === '' ? '' : `&next=${encodeURIComponent(next)}`}`)
      seen.push(...page.entries.map(({ id }) => id))
      next = page.next
    }
    expect(seen).toEqual(all)
  })

  test.for(['kiosk', 'operator', 'panel'] as const)('is not for a %s', async (role) => {
    expect((await (await world.device(role)).ask('/quarantine')).status).toBe(403)
  })

  test('does not show another tenant', async () => {
    const { entry } = await aRefusedCall()
    const foreign = await world.device('manager', otherTenant)
    expect((await listed('', foreign)).entries).toEqual([])
    expect(codeOf(await act(entry, 'discard', foreign))).toBe('unknown_entry')
  })

  test.for(['state=gone', 'limit=0', 'limit=201'])('is refused with %s', async (query) => {
    expect(codeOf(await manager.ask(`/quarantine?${query}`))).toBe('invalid_query')
  })
})

describe('a release', () => {
  test('lets the event count under its own id, and says who did it', async () => {
    const { id, called, entry } = await aRefusedCall()
    expect((await foldedTicket(id))?.service.kind).toBe('waiting')
    const { status, body } = await act(entry, 'release')
    const operator = manager.principal.operator
    expect([status, body]).toMatchObject([
      200,
      { id: entry, state: 'released', decidedBy: operator },
    ])
    const ticket = await foldedTicket(id)
    expect(ticket?.service.kind).toBe('called')
    expect(ticket?.history).toContainEqual(called)
    expect(world.gateway.logLines.join('\n')).toContain('quarantine_decided')
    expect((await listed('state=released')).entries.map((each) => each.id)).toContain(entry)
  })

  test('by two managers at once is one', async () => {
    const { id, entry } = await aRefusedCall()
    const other = await world.device('manager')
    const replies = await Promise.all([act(entry, 'release'), act(entry, 'release', other)])
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    const stored = storedToTicket(await world.database('tickets').get(id))
    expect(
      Object.values(stored?.events ?? {})
        .map(({ type }) => type)
        .toSorted(),
    ).toEqual(['created', 'released'])
  })

  test('brings a ticket into being when the sale itself was refused', async () => {
    const stranger = await world.device('kiosk')
    const { id, created } = stranger.sell()
    await world.gateway.services.registry.revoke(testTenant, stranger.id)
    await kiosk.pushEvents(id, created)
    await act(await entryFor(id), 'release')
    expect(await foldedTicket(id)).toMatchObject({ number: 'A-001', service: { kind: 'waiting' } })
  })

  test.for([
    ['paid', 'gateway_only'],
    ['teleported', 'unknown_type'],
  ] as const)('of %s is refused: %s', async ([type, code]) => {
    const { id, created } = kiosk.sell()
    await kiosk.pushEvents(id, created, aStrange(id, type))
    const reply = await act(await entryFor(id), 'release')
    expect([reply.status, codeOf(reply)]).toEqual([422, code])
    expect((await foldedTicket(id))?.payment.status).toBe('pending')
  })

  test('of an event that was changed after it was signed is refused', async () => {
    const { id, created } = kiosk.sell()
    const called = kiosk.sign(id, 'called', {})
    await kiosk.pushEvents(id, created, { id: called.id, event: { ...called.event, v: 2 } })
    expect(codeOf(await act(await entryFor(id), 'release'))).toBe('wrong_id')
  })

  test('of a whole document is refused', async () => {
    const customer = aCustomer(world, kiosk, { device: manager.id })
    await kiosk.push('customers', [customer, { id: 'broken' }])
    for (const id of [customer.id, 'broken'])
      expect(codeOf(await act(await entryFor(id), 'release'))).toBe('not_releasable')
  })

  test('does not bring an erased ticket back', async () => {
    const { id, entry } = await aRefusedCall()
    const held = await world.database('tickets').get(id)
    await world.database('tickets').put({ _id: id, _rev: held?._rev ?? '', _deleted: true })
    expect(codeOf(await act(entry, 'release'))).toBe('erased')
  })
})

describe('a decision', () => {
  test('hides what is discarded and deletes nothing; it can still be released', async () => {
    const { id, entry } = await aRefusedCall()
    expect((await act(entry, 'discard')).body).toMatchObject({ state: 'discarded' })
    expect((await listed('limit=200')).entries.map((each) => each.id)).not.toContain(entry)
    expect((await listed('state=discarded')).entries.map((each) => each.id)).toContain(entry)
    await act(entry, 'release')
    expect((await foldedTicket(id))?.service.kind).toBe('called')
  })

  test('stays when the device sends the same again', async () => {
    const { id, called, entry } = await aRefusedCall()
    await act(entry, 'discard')
    await kiosk.pushEvents(id, called)
    expect((await listed('limit=200')).entries.map((each) => each.id)).not.toContain(entry)
  })

  test('marks a whole document as handled', async () => {
    await kiosk.push('customers', [{ id: 'halfway' }])
    const reply = await act(await entryFor('halfway'), 'handle')
    expect(reply.body).toMatchObject({ state: 'handled', decidedBy: manager.principal.operator })
  })

  test('does not take back what lies in the ledger', async () => {
    const { entry } = await aRefusedCall()
    await act(entry, 'release')
    const reply = await act(entry, 'discard')
    expect([reply.status, codeOf(reply)]).toEqual([409, 'already_released'])
  })

  test.for(['nothing', `tickets-${'0'.repeat(32)}`])('about %s is refused', async (entry) => {
    expect(codeOf(await act(entry, 'discard'))).toBe('unknown_entry')
  })
})

test('what an older build did not understand is judged again at the start', async () => {
  const { id, created } = kiosk.sell()
  const printed = kiosk.sign(id, 'printed', { job: 'p1', copy: 0 })
  const strange = aStrange(id, 'teleported')
  await kiosk.pushEvents(id, created, strange)
  // As the older build filed it, which did not know the type yet.
  const { device } = kiosk.principal
  const quarantine = world.database('quarantine')
  const [template] = await world.quarantined(id)
  const { _rev, ...entry } = { _rev: '', ...template }
  await quarantine.put({
    ...entry,
    _id: `tickets-${'a'.repeat(32)}`,
    device,
    body: ticketOf(id, testTenant, printed),
  })
  world.replication.start()
  await expect
    .poll(async () => (await quarantine.get(`tickets-${'a'.repeat(32)}`))?.['state'], patience)
    .toBe('admitted')
  expect((await foldedTicket(id))?.history.map(({ event }) => event.type)).toEqual([
    'created',
    'printed',
  ])
  expect((await quarantine.get(String(template?.['_id'])))?.['state']).toBe('waiting')
})

/** Signs an event of a type the kiosk may not append, or nobody knows. */
function aStrange(id: Parameters<SyncDevice['sign']>[0], type: string): IdentifiedEvent {
  const data = { settlement: 'pay:sicredi:E1', amountCents: 9_000, txid: null, settledAt: 1 }
  return signEvent(
    { tenantId: testTenant, ticketId: id },
    { ...kiosk.sign(id, 'desk_chosen', {}).event, type: type as EventType, data },
    kiosk.keys.secretKey,
  )
}
