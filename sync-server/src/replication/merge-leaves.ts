import { type StoredDocument } from '@totem/couchdb'
import {
  Customer,
  mergeCustomers,
  mergeShifts,
  mergeTickets,
  Shift,
  type TicketDocument,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type Collection } from '../database/collections.ts'
import {
  mergeSettlements,
  SettlementDocument,
  settlementId,
} from '../payments/documents/settlement.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { customerRules, shiftRules, toStored, type DocumentRules } from './push-documents.ts'
import { storedToTicket, ticketToStored } from './stored-ticket.ts'

/** A document without its revision. */
export type Body = Readonly<Record<string, unknown>>

/** What the leaves of a document become together, and the leaves nobody can read. */
export interface MergedLeaves {
  readonly body: Body
  readonly unread: readonly StoredDocument[]
}

/**
 * Merges the leaves that replication left of a document. The body is a pure function of the leaves, winner
 * first, so gateways that heal at once write the same; `undefined` when no leaf can be read.
 */
export const mergeLeaves = (
  collection: Collection,
  leaves: readonly StoredDocument[],
  keys: TenantKeys,
): MergedLeaves | undefined => {
  switch (collection) {
    case 'tickets':
      return mergeParsed(leaves, {
        parse: storedToTicket,
        merge: mergeTickets,
        print: (ticket: TicketDocument) => ticketToStored(ticket, undefined),
      })
    case 'customers':
      return mergeParsed(leaves, rulesToMerge(customerRules(keys), Customer, mergeCustomers))
    case 'shifts':
      return mergeParsed(leaves, rulesToMerge(shiftRules, Shift, mergeShifts))
    case 'payments':
      return leaves.some(({ _id }) => _id.startsWith('pay:'))
        ? mergeParsed(leaves, settlementMerge)
        : furthest(leaves, paymentRanks)
    case 'quarantine':
      return furthest(leaves, entryRanks)
    // A manager's later edit has the longer history, which is what makes CouchDB's winner. Reports are made anew
    // from the ledger, and the markers of one erasure say the same.
    case 'catalog':
    case 'registry':
    case 'reports':
    case 'privacy':
      return furthest(leaves, {})
  }
}

interface LeafMerge<D> {
  readonly parse: (leaf: StoredDocument) => D | undefined
  readonly merge: (a: D, b: D) => D
  readonly print: (document: D) => Body
}

const mergeParsed = <D>(
  leaves: readonly StoredDocument[],
  { parse, merge, print }: LeafMerge<D>,
): MergedLeaves | undefined => {
  const read = leaves.map((leaf) => ({ leaf, document: parse(leaf) }))
  const [first, ...others] = read.flatMap(({ document }) => document ?? [])
  if (first === undefined) return undefined
  return {
    body: print(others.reduce(merge, first)),
    unread: read.flatMap(({ leaf, document }) => (document === undefined ? [leaf] : [])),
  }
}

const rulesToMerge = <D extends { readonly id: string }>(
  rules: DocumentRules<D>,
  schema: v.GenericSchema<unknown, D>,
  merge: (a: D, b: D) => D,
): LeafMerge<D> => ({
  parse: (leaf) => {
    const parsed = v.safeParse(schema, { ...leaf, id: leaf._id })
    return parsed.success ? parsed.output : undefined
  },
  merge,
  print: (document) => toStored(document, undefined, rules),
})

/** Refunds stand in their settlement, and each of two gateways may have heard of another. */
const settlementMerge: LeafMerge<SettlementDocument> = {
  parse: (leaf) => {
    const parsed = v.safeParse(SettlementDocument, leaf)
    return parsed.success ? parsed.output : undefined
  },
  merge: mergeSettlements,
  print: (settlement) => ({ _id: settlementId(settlement), ...settlement }),
}

/** How far a state is; documents that only move forward are merged to the furthest. */
type Ranks = Readonly<Record<string, number>>

const paymentRanks: Ranks = {
  asked: 0,
  pooled: 1,
  open: 2,
  ended: 3,
  paid: 4,
  received: 0,
  handled: 1,
}
const entryRanks: Ranks = { waiting: 0, handled: 1, discarded: 2, admitted: 3, released: 4 }

const furthest = (leaves: readonly StoredDocument[], ranks: Ranks): MergedLeaves | undefined => {
  const rankOf = ({ state }: StoredDocument): number =>
    typeof state === 'string' ? (ranks[state] ?? 0) : 0
  const [first] = leaves.toSorted((a, b) => rankOf(b) - rankOf(a))
  return first === undefined ? undefined : { body: bodyOf(first), unread: [] }
}

/** Gives a stored document without what CouchDB says about its place. */
export const bodyOf = ({ _rev, _conflicts, ...body }: StoredDocument): Body => body
