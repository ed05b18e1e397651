import { type CouchServer, type Database, type StoredDocument } from '@totem/couchdb'
import { type OperatorId, type TenantId, TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'

/** What erasing works with; `nowMs` gives ms since 1970. */
export interface EraseDeps {
  readonly couch: CouchServer
  readonly nowMs: () => number
}

/** Parses the marker `erased:{ticket}`: it holds no person, lies outside of backups and is obeyed after a restore. */
const Marker = v.object({ ticket: TicketId })

const markerPrefix = 'erased:'
const pageSize = 200
/** So many writers at once on one document mean that something else is wrong. */
const attempts = 20

/**
 * Erases the personal data of tickets, for good: markers first, so that whatever happens afterwards, and whatever
 * backup is brought back one day, is erased again. The tickets themselves hold no person and stay.
 */
export const eraseTickets = async (
  deps: EraseDeps,
  tenantId: TenantId,
  { tickets, by }: { readonly tickets: readonly TicketId[]; readonly by: OperatorId | null },
): Promise<void> => {
  const privacy = tenantDatabase(deps.couch, tenantId, 'privacy')
  // A conflict means that the marker is there, which is all that is wanted.
  await privacy.putMany(
    tickets.map((ticket) => ({
      _id: `${markerPrefix}${ticket}`,
      tenantId,
      ticket,
      by,
      at: deps.nowMs(),
    })),
  )
  await eraseEverywhere(deps.couch, tenantId, new Set(tickets))
}

/** Obeys every marker again: a backup that was restored may have brought back whom it remembers. */
export const replayErasures = async (couch: CouchServer, tenantId: TenantId): Promise<number> => {
  const tickets = new Set<TicketId>()
  const privacy = tenantDatabase(couch, tenantId, 'privacy')
  await eachDocument(privacy, (stored) => {
    const marker = v.safeParse(Marker, stored)
    if (marker.success) tickets.add(marker.output.ticket)
  })
  if (tickets.size > 0) await eraseEverywhere(couch, tenantId, tickets)
  return tickets.size
}

const eraseEverywhere = async (
  couch: CouchServer,
  tenantId: TenantId,
  tickets: ReadonlySet<TicketId>,
): Promise<void> => {
  const open = (collection: 'customers' | 'quarantine' | 'payments'): Database =>
    tenantDatabase(couch, tenantId, collection)
  const customers = open('customers')
  let isChanged = false
  for (const ticket of tickets)
    if (await buryCustomer(customers, tenantId, ticket)) isChanged = true
  if (isChanged) await customers.compact()

  const quarantine = open('quarantine')
  const isEmptied = await rewriteAll(quarantine, (stored) =>
    stored['collection'] === 'customers' &&
    isOneOf(stored['documentId'], tickets) &&
    stored['body'] !== null
      ? { ...stored, body: null }
      : undefined,
  )
  if (isEmptied) await quarantine.compact()

  const payments = open('payments')
  const transactions = await transactionsOf(payments, tickets)
  const isCleaned = await rewriteAll(payments, (stored) =>
    stored['type'] === 'hook' && names(stored['body'], transactions)
      ? { ...stored, body: '' }
      : undefined,
  )
  if (isCleaned) await payments.compact()
}

/** Puts a tombstone on every leaf: replication may have left some beside the one that shows. Says whether one was alive. */
const buryCustomer = async (
  customers: Database,
  tenantId: TenantId,
  ticket: TicketId,
): Promise<boolean> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const leaves = await customers.leaves(ticket)
    const living = leaves.filter(({ _deleted }) => _deleted !== true)
    if (leaves.length > 0 && living.length === 0) return attempt > 0
    const graves =
      leaves.length === 0
        ? [{ _id: ticket, _deleted: true, tenantId }]
        : living.map(({ _rev }) => ({ _id: ticket, _rev, _deleted: true, tenantId }))
    await customers.putMany(graves)
  }
  throw new Error(`${ticket} changed under ${attempts} attempts to erase it`)
}

/** What came over the bank's wire may name the payer; it is known by the movement it tells of. */
const transactionsOf = async (
  payments: Database,
  tickets: ReadonlySet<TicketId>,
): Promise<readonly string[]> => {
  const found: string[] = []
  await eachDocument(payments, ({ type, ticketId, transactionId, txid }) => {
    if (type !== 'settlement' && type !== 'charge') return
    if (!isOneOf(ticketId, tickets)) return
    for (const name of [transactionId, txid]) if (typeof name === 'string') found.push(name)
  })
  return found
}

const names = (body: unknown, transactions: readonly string[]): boolean =>
  typeof body === 'string' && transactions.some((name) => body.includes(name))

const isOneOf = (value: unknown, tickets: ReadonlySet<TicketId>): boolean => {
  const ticket = v.safeParse(TicketId, value)
  return ticket.success && tickets.has(ticket.output)
}

/** Rewrites the documents that a change applies to; says whether there were any. */
const rewriteAll = async (
  database: Database,
  change: (stored: StoredDocument) => StoredDocument | undefined,
): Promise<boolean> => {
  const ids: string[] = []
  await eachDocument(database, (stored) => {
    if (change(stored) !== undefined) ids.push(stored._id)
  })
  for (const id of ids)
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const stored = await database.get(id)
      const next = stored === undefined ? undefined : change(stored)
      if (next === undefined) break
      // What the database says of a document's other leaves is not part of it.
      const { _conflicts, ...body } = next
      if ((await database.put(body)).kind === 'stored') break
    }
  return ids.length > 0
}

const eachDocument = async (
  database: Database,
  look: (stored: StoredDocument) => void,
): Promise<void> => {
  let page = await database.changes({ since: '0', limit: pageSize })
  while (page.rows.length > 0) {
    for (const { doc } of page.rows) if (doc._deleted !== true) look(doc)
    page = await database.changes({ since: page.lastSeq, limit: pageSize })
  }
}
