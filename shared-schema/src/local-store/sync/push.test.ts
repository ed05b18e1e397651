import { expect, test } from 'vitest'
import { type RxReplicationWriteToMasterRow } from 'rxdb'
import { err, ok, type Customer, type PushResult, type TicketDocument } from '@totem/shared-schema'
import { anEvent, aTicket, hlc } from '../../ticket/_a-ticket.ts'
import { type Collections } from '../database/database.ts'
import { aCustomer, anAcknowledgement, aSaleRecord, ticketIdOf } from '../ledger/_a-ledger.ts'
import { memoryLedgerFolder } from '../ledger/_memory-ledger-folder.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { fakeSession, unreachable } from './_fake-session.ts'
import { pushRows } from './push.ts'
import {
  replicatedCatalog,
  replicatedCustomers,
  replicatedShifts,
  replicatedTickets,
} from './replicated-collection.ts'

const collections = {} as Collections
const tickets = replicatedTickets(collections)
const customers = replicatedCustomers(collections)
const [a, b] = [aSaleRecord(1), aSaleRecord(2)]
const documentOf = (...records: readonly (typeof a)[]): TicketDocument => ({
  ...aTicket(...records),
  id: a.ticketId,
})
type Row<D> = RxReplicationWriteToMasterRow<D>
const row = <D>(document: D, assumed?: D): Row<D> => ({
  newDocumentState: { ...document, _deleted: false },
  ...(assumed === undefined ? {} : { assumedMasterState: { ...assumed, _deleted: false } }),
})

const aLedger = async (...records: readonly LedgerRecord[]): Promise<Ledger> => {
  const folder = memoryLedgerFolder()
  const files = { main: await folder.open('main'), personal: await folder.open('personal') }
  const ledger = await openLedger(files, 0)
  await ledger.write(() => ({ records, value: undefined }))
  return ledger
}
const clock = () => 9_000
const stored = (id: string, more: object = {}): PushResult => ({
  id,
  status: 'stored',
  safe: true,
  ...more,
})
const answering = (...results: readonly PushResult[]) => fakeSession([ok({ results })])

test('only events that the gateway lacks are sent, with the number of all', async () => {
  const ledger = await aLedger(a, b)
  const { session, asked } = answering(stored(a.ticketId))
  await pushRows({ session, ledger, clock }, tickets, [row(documentOf(a, b), documentOf(a))])
  const { id, tenantId } = documentOf(a)
  expect(asked).toEqual([
    {
      method: 'POST',
      path: '/sync/tickets/push',
      body: { rows: [{ id, tenantId, events: { [b.id]: b.event }, known: 2 }] },
    },
  ])
  expect([...ledger.state.pending]).toEqual([a.id])
})

test('an event that was refused is neither sent again nor counted', async () => {
  const refused: LedgerRecord = { kind: 'refused', id: a.id, reason: 'malformed', at: hlc(1) }
  const ledger = await aLedger(a, b, refused)
  const { session, asked } = answering(stored(a.ticketId))
  await pushRows({ session, ledger, clock }, tickets, [row(documentOf(a, b))])
  expect(asked[0]?.body).toMatchObject({ rows: [{ events: { [b.id]: b.event }, known: 1 }] })
})

test('where nothing is new nothing is asked', async () => {
  const ledger = await aLedger(a, { kind: 'refused', id: b.id, reason: 'malformed', at: hlc(1) })
  const { session, asked } = fakeSession([])
  const rows = [row(documentOf(a), documentOf(a)), row(documentOf(b))]
  expect(await pushRows({ session, ledger, clock }, tickets, rows)).toEqual([])
  expect(await pushRows({ session, ledger, clock }, replicatedCatalog(collections), [])).toEqual([])
  expect(asked).toEqual([])
})

test('stored and safe is acknowledged', async () => {
  const ledger = await aLedger(a)
  const { session } = answering(stored(a.ticketId))
  expect(await pushRows({ session, ledger, clock }, tickets, [row(documentOf(a))])).toEqual([])
  expect(ledger.state.events.get(a.id)?.acknowledgedAt).toBe(9_000)
  expect(ledger.state.pending.size).toBe(0)
})

test('stored on a part of the cluster is not acknowledged, and is tried again', async () => {
  const ledger = await aLedger(a)
  const { session } = answering(stored(a.ticketId, { safe: false }))
  await expect(pushRows({ session, ledger, clock }, tickets, [row(documentOf(a))])).rejects.toThrow(
    'a part of the cluster only',
  )
  expect([...ledger.state.pending]).toEqual([a.id])
})

test('a refused row refuses all its events and lets its neighbours through', async () => {
  const neighbour = { ...documentOf(b), id: b.ticketId }
  const ledger = await aLedger(a, b)
  const { session } = answering(
    { id: a.ticketId, status: 'refused', reason: 'revoked_device' },
    stored(b.ticketId),
  )
  await pushRows({ session, ledger, clock }, tickets, [row(documentOf(a)), row(neighbour)])
  expect(ledger.state.refused).toEqual(new Map([[a.id, 'revoked_device']]))
  expect(ledger.state.pending.size).toBe(0)
})

test('of a row refused in part the rest is acknowledged', async () => {
  const ledger = await aLedger(a, b)
  const { session } = answering(
    stored(a.ticketId, { refused: [{ event: b.id, reason: 'forbidden_role' }] }),
  )
  await pushRows({ session, ledger, clock }, tickets, [row(documentOf(a, b))])
  expect(ledger.state.refused).toEqual(new Map([[b.id, 'forbidden_role']]))
  expect([ledger.state.pending.size, ledger.state.lastAcknowledgedAt]).toEqual([0, 9_000])
})

test('a refusal that names an event nobody sent changes nothing', async () => {
  const ledger = await aLedger(a)
  const { session } = answering(stored(a.ticketId, { refused: [{ event: b.id, reason: 'x' }] }))
  await pushRows({ session, ledger, clock }, tickets, [row(documentOf(a))])
  expect(ledger.state.refused.size).toBe(0)
})

test('the merged document of the gateway comes back', async () => {
  const merged = documentOf(a, { ...a, ...anEvent('called') })
  const { session } = answering(stored(a.ticketId, { document: merged }))
  expect(
    await pushRows({ session, ledger: await aLedger(a), clock }, tickets, [row(documentOf(a))]),
  ).toEqual([{ ...merged, _deleted: false }])
})

test('a row without an answer is not taken for stored', async () => {
  const ledger = await aLedger(a)
  await expect(
    pushRows({ session: answering().session, ledger, clock }, tickets, [row(documentOf(a))]),
  ).rejects.toThrow('a row was not answered')
  expect([...ledger.state.pending]).toEqual([a.id])
})

test('a gateway that cannot be asked is an error, and everything still waits', async () => {
  const ledger = await aLedger(a)
  const { session } = fakeSession([err(unreachable)])
  await expect(pushRows({ session, ledger, clock }, tickets, [row(documentOf(a))])).rejects.toThrow(
    'push of tickets: unreachable',
  )
  expect([...ledger.state.pending]).toEqual([a.id])
})

test.for<{ readonly name: string; readonly result: PushResult; readonly left: number }>([
  { name: 'stored', result: stored(ticketIdOf(1)), left: 0 },
  {
    name: 'refused',
    result: { id: ticketIdOf(1), status: 'refused', reason: 'erased' },
    left: 0,
  },
])('a customer that was $name leaves the ledger', async ({ result, left }) => {
  const customer: Customer = aCustomer(ticketIdOf(1))
  const ledger = await aLedger(a, { kind: 'customer', customer })
  const { session, asked } = answering(result)
  await pushRows({ session, ledger, clock }, customers, [row(customer)])
  expect(asked[0]?.body).toEqual({ rows: [customer] })
  expect(ledger.state.customers.size).toBe(left)
  expect(anAcknowledgement(customer).id).toBe(customer.id)
})

test('the price list and what devices may not write is never pushed', () => {
  expect(replicatedCatalog(collections).toWire).toBeNull()
  expect(replicatedShifts(collections).toWire).not.toBeNull()
})
