import { type RxCollection } from 'rxdb'
import * as v from 'valibot'
import {
  entriesOf,
  type Customer,
  type EventId,
  type Shift,
  type TenantId,
  type TicketDocument,
  type TicketEvents,
  type TicketId,
} from '@totem/shared-schema'
import { versionHash, type LedgerState } from '../ledger/ledger-state.ts'

/** A row as it goes to the gateway, and what its acknowledgement will mean. */
export interface WireRow {
  readonly id: string
  readonly body: object
  /** Events the row carries; empty for a document that is replaced as a whole. */
  readonly events: readonly EventId[]
  /** Version of such a document; `null` for a ticket. */
  readonly hash: string | null
}

/** Which rows to take: at most so many, and none of those that must wait. */
export interface Wanted {
  readonly limit: number
  readonly without: ReadonlySet<string>
}

/** What a device owes the gateway. The ledger alone says what that is. */
export interface Outbox<D> {
  /** What was not acknowledged yet, oldest first. */
  readonly owed: (ledger: LedgerState, wanted: Wanted) => Promise<readonly WireRow[]>
  /** Everything the device holds of a document, for a database that began a new life; `undefined`: nothing. */
  readonly offered: (document: D, ledger: LedgerState) => WireRow | undefined
}

/** The outbox of tickets: only events the gateway lacks go up, and none that it refused before. */
export const ticketOutbox = (
  collection: RxCollection<TicketDocument>,
  tenantId: TenantId,
): Outbox<TicketDocument> => ({
  owed: async (ledger, wanted) => {
    const events = pendingEvents(ledger, wanted)
    const elsewhere = [...events].filter(([, pending]) => !isFresh(pending)).map(([id]) => id)
    const copies = await copiesOf(collection, elsewhere)
    return [...events].map(([id, pending]) =>
      ticketRow({ id, tenantId, events: pending }, { ...copies.get(id), ...pending }, ledger),
    )
  },
  offered: ({ id, events }, ledger) => {
    const wanted = entriesOf(events).filter(([event]) => !ledger.refused.has(event))
    if (wanted.length === 0) return undefined
    return ticketRow({ id, tenantId, events: Object.fromEntries(wanted) }, events, ledger)
  },
})

/** The outbox of documents that are replaced as a whole; the ledger drops a version when it is acknowledged. */
export const documentOutbox = <D extends Customer | Shift>(
  schema: v.GenericSchema<unknown, D>,
  waiting: (ledger: LedgerState) => ReadonlyMap<string, D>,
): Outbox<D> => {
  const row = (document: D): WireRow => {
    // What RxDB hands out may carry its own fields.
    const body = v.parse(schema, document)
    return { id: body.id, body, events: [], hash: versionHash(body) }
  }
  return {
    owed: (ledger, { limit, without }) => {
      const documents = [...waiting(ledger).values()].filter(({ id }) => !without.has(id))
      return Promise.resolve(documents.slice(0, limit).map(row))
    },
    offered: row,
  }
}

const pendingEvents = (
  { pending, events }: LedgerState,
  { limit, without }: Wanted,
): ReadonlyMap<TicketId, TicketEvents> => {
  const found = new Map<TicketId, TicketEvents>()
  for (const id of pending) {
    const entry = events.get(id)
    if (entry === undefined || without.has(entry.ticketId)) continue
    const known = found.get(entry.ticketId)
    if (known === undefined && found.size === limit) continue
    found.set(entry.ticketId, { ...known, [id]: entry.event })
  }
  return found
}

/** Nobody else can have written to a ticket whose beginning is still here. */
const isFresh = (events: TicketEvents): boolean =>
  entriesOf(events).some(([, event]) => event.type === 'created')

/** Finds the device's copies; without them the gateway only sends more back than it had to. */
const copiesOf = async (
  collection: RxCollection<TicketDocument>,
  ids: readonly TicketId[],
): Promise<ReadonlyMap<string, TicketEvents>> => {
  if (ids.length === 0) return new Map()
  try {
    const held = await collection.findByIds([...ids]).exec()
    return new Map([...held].map(([id, copy]) => [id, copy.toMutableJSON().events]))
  } catch {
    return new Map()
  }
}

/** `known` is how many events the device's copy holds that were not refused; the gateway answers where it holds others. */
const ticketRow = (
  document: TicketDocument,
  copy: TicketEvents,
  { refused }: LedgerState,
): WireRow => {
  const known = entriesOf(copy).filter(([event]) => !refused.has(event)).length
  const events = entriesOf(document.events).map(([event]) => event)
  return { id: document.id, body: { ...document, known }, events, hash: null }
}
