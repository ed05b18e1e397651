import { expect, test } from 'vitest'
import { type RxCollection } from 'rxdb'
import { Customer, type TicketDocument } from '@totem/shared-schema'
import { anEvent, aTicket, demo, hlc } from '../../ticket/_a-ticket.ts'
import { keepTicket } from '../acts/keep-ticket.ts'
import { aCustomer, aSaleRecord, stateOf, ticketIdOf } from '../ledger/_a-ledger.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { versionHash } from '../ledger/ledger-state.ts'
import { aDatabase } from './_a-database.ts'
import { documentOutbox, ticketOutbox } from './outbox.ts'

const all = { limit: 200, without: new Set<string>() }
const [a, b] = [aSaleRecord(1), aSaleRecord(2)]
const [called, started] = [anEvent('called'), anEvent('started', { at: 3_000 })]
const eventRecord = (event: typeof called): LedgerRecord => ({
  kind: 'event',
  ticketId: a.ticketId,
  ...event,
})
const acknowledged = (...ids: LedgerRecord[]): LedgerRecord => ({
  kind: 'acknowledged',
  ids: ids.flatMap((record) => (record.kind === 'event' ? [record.id] : [])),
  at: hlc(9),
})

const tickets = async (...held: readonly TicketDocument[]) => {
  const { collections } = await aDatabase()
  for (const document of held) await keepTicket({ collections }, document)
  return ticketOutbox(collections.tickets, demo)
}

test('a fresh sale goes up without a look at anybody', async () => {
  const unasked = {} as RxCollection<TicketDocument>
  expect(await ticketOutbox(unasked, demo).owed(stateOf([a, b]), all)).toEqual([
    {
      id: a.ticketId,
      body: { id: a.ticketId, tenantId: demo, events: { [a.id]: a.event }, known: 1 },
      events: [a.id],
      hash: null,
    },
    {
      id: b.ticketId,
      body: { id: b.ticketId, tenantId: demo, events: { [b.id]: b.event }, known: 1 },
      events: [b.id],
      hash: null,
    },
  ])
})

test('of an older ticket only what is pending goes up, with the number of all that is held', async () => {
  const copy = { ...aTicket(a, started), id: a.ticketId }
  const outbox = await tickets(copy)
  const [row] = await outbox.owed(stateOf([a, eventRecord(called), acknowledged(a)]), all)
  expect(row?.body).toEqual({
    id: a.ticketId,
    tenantId: demo,
    events: { [called.id]: called.event },
    known: 3,
  })
})

test('a refused event of the copy is not counted', async () => {
  const outbox = await tickets({ ...aTicket(a, started), id: a.ticketId })
  const refused: LedgerRecord = { kind: 'refused', id: started.id, reason: 'x', at: hlc(1) }
  const state = stateOf([a, eventRecord(called), acknowledged(a), refused])
  expect((await outbox.owed(state, all))[0]?.body).toMatchObject({ known: 2 })
})

test('a database that answers nothing does not hold up what is owed', async () => {
  const broken = {
    findByIds: () => {
      throw new Error('closed')
    },
  } as unknown as RxCollection<TicketDocument>
  const state = stateOf([a, eventRecord(called), acknowledged(a)])
  expect((await ticketOutbox(broken, demo).owed(state, all))[0]?.body).toMatchObject({ known: 1 })
})

test('what is acknowledged or refused is owed no more', async () => {
  const refused: LedgerRecord = { kind: 'refused', id: b.id, reason: 'malformed', at: hlc(1) }
  expect(await (await tickets()).owed(stateOf([a, b, acknowledged(a), refused]), all)).toEqual([])
})

test('a batch is limited in tickets, takes all events of each, and leaves out who must wait', async () => {
  const state = stateOf([a, b, eventRecord(called)])
  const outbox = await tickets()
  const rows = await outbox.owed(state, { ...all, limit: 1 })
  expect(rows.map(({ id, events }) => [id, events])).toEqual([[a.ticketId, [a.id, called.id]]])
  const others = await outbox.owed(state, { limit: 1, without: new Set([a.ticketId]) })
  expect(others.map(({ id }) => id)).toEqual([b.ticketId])
})

test('a database that began anew is offered whole tickets, without what was refused', async () => {
  const copy = { ...aTicket(a, called), id: a.ticketId }
  const refused: LedgerRecord = { kind: 'refused', id: called.id, reason: 'x', at: hlc(1) }
  const outbox = await tickets()
  expect(outbox.offered(copy, stateOf([a]))?.events.toSorted()).toEqual(
    [a.id, called.id].toSorted(),
  )
  expect(outbox.offered(copy, stateOf([a, refused]))?.body).toEqual({
    ...copy,
    events: { [a.id]: a.event },
    known: 1,
  })
  expect(outbox.offered({ ...aTicket(called), id: a.ticketId }, stateOf([refused]))).toBeUndefined()
})

test('a customer goes up whole, with the version that will be acknowledged', async () => {
  const customers = [aCustomer(ticketIdOf(1)), aCustomer(ticketIdOf(2))] as const
  const state = stateOf(customers.map((customer) => ({ kind: 'customer', customer })))
  const outbox = documentOutbox(Customer, (ledger) => ledger.customers)
  const rows = await outbox.owed(state, { limit: 1, without: new Set() })
  const [first] = customers
  expect(rows).toEqual([{ id: first.id, body: first, events: [], hash: versionHash(first) }])
  expect(outbox.offered({ ...first, _meta: {} } as typeof first, state)?.body).toEqual(first)
})
