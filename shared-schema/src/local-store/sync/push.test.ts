import { expect, test } from 'vitest'
import { err, ok, type Customer, type PushResult, type TicketDocument } from '@totem/shared-schema'
import { anEvent, aTicket, demo } from '../../ticket/_a-ticket.ts'
import { aCustomer, aSaleRecord, ticketIdOf } from '../ledger/_a-ledger.ts'
import { memoryLedgerFolder } from '../ledger/_memory-ledger-folder.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { versionHash } from '../ledger/ledger-state.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { aDatabase } from './_a-database.ts'
import { fakeSession, unreachable } from './_fake-session.ts'
import { type WireRow } from './outbox.ts'
import { pushRows } from './push.ts'
import { replicatedCustomers, replicatedTickets } from './replicated-collection.ts'

const [a, b] = [aSaleRecord(1), aSaleRecord(2)]
type Sale = typeof a
const documentOf = (...records: readonly Sale[]): TicketDocument => ({
  ...aTicket(...records),
  id: a.ticketId,
})
const rowOf = ({ id, tenantId, events }: TicketDocument): WireRow => ({
  id,
  body: { id, tenantId, events, known: Object.keys(events).length },
  events: Object.keys(events) as Sale['id'][],
  hash: null,
})
const customerRow = (customer: Customer): WireRow => ({
  id: customer.id,
  body: customer,
  events: [],
  hash: versionHash(customer),
})

const aLedger = async (...records: readonly LedgerRecord[]): Promise<Ledger> => {
  const folder = memoryLedgerFolder()
  const files = { main: await folder.open('main'), personal: await folder.open('personal') }
  const ledger = await openLedger(files, 0)
  await ledger.write(() => ({ records, value: undefined }))
  return ledger
}
const clock = () => 9_000
const { signal } = new AbortController()
const stored = (id: string, more: object = {}): PushResult => ({
  id,
  status: 'stored',
  safe: true,
  ...more,
})
const answering = (...results: readonly PushResult[]) => fakeSession([ok({ results })])

/** Pushes tickets from a ledger with these records, and gives what came of it. */
const pushed = async (
  { session, asked }: ReturnType<typeof fakeSession>,
  records: readonly LedgerRecord[],
  ...documents: readonly TicketDocument[]
) => {
  const { collections } = await aDatabase()
  const ledger = await aLedger(...records)
  const options = { session, ledger, clock, signal }
  const outcome = await pushRows(
    options,
    replicatedTickets(collections, demo),
    documents.map(rowOf),
  )
  return { outcome, ledger, collections, asked }
}

test('the rows go up as they are', async () => {
  const { asked } = await pushed(answering(stored(a.ticketId)), [a], documentOf(a))
  expect(asked).toEqual([
    { method: 'POST', path: '/sync/tickets/push', body: { rows: [rowOf(documentOf(a)).body] } },
  ])
})

test('stored and safe is acknowledged', async () => {
  const { outcome, ledger } = await pushed(answering(stored(a.ticketId)), [a], documentOf(a))
  expect(outcome).toEqual(ok('settled'))
  expect(ledger.state.events.get(a.id)?.acknowledgedAt).toBe(9_000)
  expect(ledger.state.pending.size).toBe(0)
})

test('stored on a part of the cluster is not acknowledged', async () => {
  const session = answering(stored(a.ticketId, { safe: false }))
  const { outcome, ledger } = await pushed(session, [a], documentOf(a))
  expect(outcome).toEqual(ok('partial'))
  expect([...ledger.state.pending]).toEqual([a.id])
})

test('a refused row refuses all its events and lets its neighbours through', async () => {
  const neighbour = { ...documentOf(b), id: b.ticketId }
  const session = answering(
    { id: a.ticketId, status: 'refused', reason: 'revoked_device' },
    stored(b.ticketId),
  )
  const { outcome, ledger } = await pushed(session, [a, b], documentOf(a), neighbour)
  expect(outcome).toEqual(ok('settled'))
  expect(ledger.state.refused).toEqual(new Map([[a.id, 'revoked_device']]))
  expect(ledger.state.pending.size).toBe(0)
})

test('of a row refused in part the rest is acknowledged', async () => {
  const refused = [{ event: b.id, reason: 'forbidden_role' }]
  const session = answering(stored(a.ticketId, { refused }))
  const { ledger } = await pushed(session, [a, b], documentOf(a, b))
  expect(ledger.state.refused).toEqual(new Map([[b.id, 'forbidden_role']]))
  expect([ledger.state.pending.size, ledger.state.lastAcknowledgedAt]).toEqual([0, 9_000])
})

test('a refusal that names an event nobody sent changes nothing', async () => {
  const session = answering(stored(a.ticketId, { refused: [{ event: b.id, reason: 'x' }] }))
  const { ledger } = await pushed(session, [a], documentOf(a))
  expect(ledger.state.refused.size).toBe(0)
})

test('events of others that were offered again leave no trace in the ledger', async () => {
  const { ledger } = await pushed(answering(stored(a.ticketId)), [b], documentOf(a))
  expect([...ledger.state.events.keys()]).toEqual([b.id])
  expect(ledger.state.lastAcknowledgedAt).toBeNull()
})

test('what the gateway holds more is held here too', async () => {
  const merged = documentOf(a, { ...a, ...anEvent('called') })
  const session = answering(stored(a.ticketId, { document: merged }))
  const { collections } = await pushed(session, [a], documentOf(a))
  expect((await collections.tickets.findOne().exec())?.toMutableJSON().events).toEqual(
    merged.events,
  )
})

test('what cannot be held here is not acknowledged, so that it is answered again', async () => {
  const { collections } = await aDatabase()
  const ledger = await aLedger(a)
  const { session } = answering(stored(a.ticketId, { document: documentOf(a, b) }))
  const tickets = replicatedTickets(collections, demo)
  const closed = {
    ...tickets,
    parse: () => {
      throw new Error('the database is closed')
    },
  }
  const options = { session, ledger, clock, signal }
  await expect(pushRows(options, closed, [rowOf(documentOf(a))])).rejects.toThrow('closed')
  expect([...ledger.state.pending]).toEqual([a.id])
})

test('a row without an answer is not taken for stored', async () => {
  const { outcome, ledger } = await pushed(answering(), [a], documentOf(a))
  expect(outcome).toEqual(ok('partial'))
  expect([...ledger.state.pending]).toEqual([a.id])
})

test('a gateway that cannot be asked is a value, and everything still waits', async () => {
  const { outcome, ledger } = await pushed(fakeSession([err(unreachable)]), [a], documentOf(a))
  expect(outcome).toEqual(err(unreachable))
  expect([...ledger.state.pending]).toEqual([a.id])
})

test.for<{ readonly name: string; readonly result: PushResult; readonly shown: number }>([
  { name: 'stored', result: stored(ticketIdOf(1)), shown: 1 },
  {
    name: 'erased at the gateway',
    result: { id: ticketIdOf(1), status: 'refused', reason: 'erased' },
    shown: 0,
  },
  {
    name: 'refused',
    result: { id: ticketIdOf(1), status: 'refused', reason: 'malformed' },
    shown: 1,
  },
])('a customer that was $name leaves the ledger, and is shown $shown times', async (given) => {
  const customer = aCustomer(ticketIdOf(1))
  const { collections } = await aDatabase()
  const ledger = await aLedger(a, { kind: 'customer', customer })
  const { session } = answering(given.result)
  const options = { session, ledger, clock, signal }
  await pushRows(options, replicatedCustomers(collections), [customerRow(customer)])
  expect(ledger.state.customers.size).toBe(0)
  expect(await collections.customers.count().exec()).toBe(given.shown)
})
