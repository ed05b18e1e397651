import { type RxCollection } from 'rxdb'
import * as v from 'valibot'
import {
  canonicalJson,
  Customer,
  haveSameEvents,
  mergeCustomers,
  mergeShifts,
  mergeTickets,
  Service,
  Shift,
  TicketDocument,
  type CanonicalValue,
  type CollectionName,
  type LateBatch,
  type TenantId,
} from '@totem/shared-schema'
import { type Collections } from '../database/database.ts'
import { documentOutbox, ticketOutbox, type Outbox } from './outbox.ts'

/** What replication must know of one collection. */
export interface ReplicatedCollection<D extends { readonly id: string }> {
  readonly name: CollectionName
  readonly collection: RxCollection<D>
  /** Parses a document of the gateway; `undefined` for one that this build cannot read. */
  readonly parse: (document: unknown) => D | undefined
  /** Joins the device's copy with one of the gateway; nothing either of them holds is lost. */
  readonly merge: (mine: D, theirs: D) => D
  readonly isSame: (a: D, b: D) => boolean
}

/** A collection that devices write, too. */
export interface DeliveredCollection<
  D extends { readonly id: string },
> extends ReplicatedCollection<D> {
  readonly name: LateBatch['collection']
  readonly outbox: Outbox<D>
}

const isSameContent = (a: CanonicalValue, b: CanonicalValue): boolean =>
  canonicalJson(a) === canonicalJson(b)

/** The price list, which only managers write, on the gateway: their latest word stands. */
export const replicatedCatalog = ({ catalog }: Collections): ReplicatedCollection<Service> => ({
  name: 'catalog',
  collection: catalog,
  parse: parserOf(Service),
  merge: (_mine, theirs) => theirs,
  isSame: isSameContent,
})

/** The tickets: sets of events that only grow. */
export const replicatedTickets = (
  { tickets }: Collections,
  tenantId: TenantId,
): DeliveredCollection<TicketDocument> => ({
  name: 'tickets',
  collection: tickets,
  parse: parserOf(TicketDocument),
  merge: mergeTickets,
  isSame: (a, b) => haveSameEvents(a.events, b.events),
  outbox: ticketOutbox(tickets, tenantId),
})

/** The personal data of tickets. */
export const replicatedCustomers = ({ customers }: Collections): DeliveredCollection<Customer> => ({
  name: 'customers',
  collection: customers,
  parse: parserOf(Customer),
  merge: mergeCustomers,
  isSame: isSameContent,
  outbox: documentOutbox(Customer, (ledger) => ledger.customers),
})

/** The shifts. */
export const replicatedShifts = ({ shifts }: Collections): DeliveredCollection<Shift> => ({
  name: 'shifts',
  collection: shifts,
  parse: parserOf(Shift),
  merge: mergeShifts,
  isSame: isSameContent,
  outbox: documentOutbox(Shift, (ledger) => ledger.shifts),
})

const parserOf =
  <S extends v.GenericSchema>(schema: S) =>
  (document: unknown): v.InferOutput<S> | undefined => {
    const parsed = v.safeParse(schema, document)
    return parsed.success ? parsed.output : undefined
  }
