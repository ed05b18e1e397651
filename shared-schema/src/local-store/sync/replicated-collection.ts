import { type RxCollection, type RxReplicationWriteToMasterRow } from 'rxdb'
import * as v from 'valibot'
import {
  Customer,
  entriesOf,
  eventsMissingIn,
  Service,
  Shift,
  TicketDocument,
  type CollectionName,
  type EventId,
} from '@totem/shared-schema'
import { type Collections } from '../database/database.ts'
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

/** What replication must know of one collection. */
export interface ReplicatedCollection<D extends { readonly id: string }> {
  readonly name: CollectionName
  readonly collection: RxCollection<D>
  /** Parses a document of the gateway; `undefined` for one that this build cannot read. */
  readonly parse: (document: unknown) => D | undefined
  /** Prints a local change; `undefined` when there is nothing to send. `null`: devices only read it. */
  readonly toWire:
    ((row: RxReplicationWriteToMasterRow<D>, ledger: LedgerState) => WireRow | undefined) | null
}

/** The price list, which only managers write, on the gateway. */
export const replicatedCatalog = ({ catalog }: Collections): ReplicatedCollection<Service> => ({
  name: 'catalog',
  collection: catalog,
  parse: parserOf(Service),
  toWire: null,
})

/** The tickets: only events that the gateway lacks are sent, and none that it refused before. */
export const replicatedTickets = ({
  tickets,
}: Collections): ReplicatedCollection<TicketDocument> => ({
  name: 'tickets',
  collection: tickets,
  parse: parserOf(TicketDocument),
  toWire: ({ newDocumentState: { id, tenantId, events }, assumedMasterState }, { refused }) => {
    const fresh = entriesOf(eventsMissingIn(assumedMasterState?.events ?? {}, events))
    const wanted = fresh.filter(([eventId]) => !refused.has(eventId))
    if (wanted.length === 0) return undefined
    const known = entriesOf(events).filter(([eventId]) => !refused.has(eventId)).length
    const body = { id, tenantId, events: Object.fromEntries(wanted), known }
    return { id, body, events: wanted.map(([eventId]) => eventId), hash: null }
  },
})

/** The personal data of tickets. */
export const replicatedCustomers = ({
  customers,
}: Collections): ReplicatedCollection<Customer> => ({
  name: 'customers',
  collection: customers,
  parse: parserOf(Customer),
  toWire: ({ newDocumentState }) => wholeDocument(v.parse(Customer, newDocumentState)),
})

/** The shifts. */
export const replicatedShifts = ({ shifts }: Collections): ReplicatedCollection<Shift> => ({
  name: 'shifts',
  collection: shifts,
  parse: parserOf(Shift),
  toWire: ({ newDocumentState }) => wholeDocument(v.parse(Shift, newDocumentState)),
})

const wholeDocument = (document: Customer | Shift): WireRow => ({
  id: document.id,
  body: document,
  events: [],
  hash: versionHash(document),
})

const parserOf =
  <S extends v.GenericSchema>(schema: S) =>
  (document: unknown): v.InferOutput<S> | undefined => {
    const parsed = v.safeParse(schema, document)
    return parsed.success ? parsed.output : undefined
  }
