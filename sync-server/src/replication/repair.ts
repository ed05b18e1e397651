import { type Database, type DocumentToWrite, type StoredDocument } from '@totem/couchdb'
import { deviceIdOf, type AdmissionContext, type TenantId } from '@totem/shared-schema'
import { type Collection } from '../database/collections.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type RecordEvent } from '../events.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { admissionContextFor, admitTicket } from './admit-tickets.ts'
import { bodyOf, mergeLeaves, type Body } from './merge-leaves.ts'
import { type PushDependencies } from './push-dependencies.ts'
import { type Refusal } from './quarantine.ts'
import { type ReplicationMetrics } from './replication-metrics.ts'
import { storedToTicket, ticketToStored } from './stored-ticket.ts'
import { ContendedError } from './write-merged.ts'

/** What repairing works with. */
export interface RepairDependencies {
  readonly push: PushDependencies
  readonly keysOf: (tenantId: TenantId) => TenantKeys
  readonly record: RecordEvent
  readonly metrics: ReplicationMetrics
}

/** Which collection of which tenant. */
export interface RepairPlace {
  readonly tenantId: TenantId
  readonly collection: Collection
}

/** Other gateways repair the same documents; who loses every race leaves it to them and to the next look. */
const attempts = 5

/**
 * Looks at documents that changed: merges the leaves that replication left, and moves to quarantine what
 * came past every gateway's admission. Documents in order cost no request.
 */
export const repairAll = async (
  deps: RepairDependencies,
  place: RepairPlace,
  documents: readonly StoredDocument[],
): Promise<void> => {
  const live = documents.filter(({ _deleted }) => _deleted !== true)
  const context = await contextFor(deps, place, live)
  for (const document of live)
    if (isConflicted(document) || refusalsIn(document, context).length > 0)
      await repairOne(deps, place, document._id)
}

const isConflicted = ({ _conflicts }: StoredDocument): boolean => (_conflicts?.length ?? 0) > 0

const repairOne = async (
  deps: RepairDependencies,
  place: RepairPlace,
  id: string,
): Promise<void> => {
  const database = tenantDatabase(deps.push.couch, place.tenantId, place.collection)
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const winner = (await database.getMany([id])).get(id)
    if (winner === undefined || winner._deleted === true) return
    if (await repairOnce(deps, { ...place, database }, winner)) return
  }
  throw new ContendedError(`${id} of ${database.name}`)
}

/** Gives `false` when somebody else wrote meanwhile. */
const repairOnce = async (
  deps: RepairDependencies,
  place: RepairPlace & { readonly database: Database },
  winner: StoredDocument,
): Promise<boolean> => {
  const { tenantId, collection, database } = place
  const losing = new Set(winner._conflicts)
  const losers =
    losing.size === 0
      ? []
      : (await database.leaves(winner._id))
          .filter(({ _rev }) => losing.has(_rev))
          .toSorted((a, b) => (a._rev < b._rev ? -1 : 1))
  const merged = mergeLeaves(collection, [winner, ...losers], deps.keysOf(tenantId))
  if (merged === undefined) return true
  const context = await contextFor(deps, place, [{ ...merged.body, ...identityOf(winner) }])
  const sifted = sift(merged.body, context)
  await keep(deps, place, [...merged.unread.map(unreadable(collection)), ...sifted.refusals])
  if (JSON.stringify(sifted.body) !== JSON.stringify(bodyOf(winner))) {
    const written = await database.put({ ...sifted.body, ...identityOf(winner) })
    if (written.kind !== 'stored') return false
  }
  // The merge is safe before what it was made of goes.
  const gone = losers.map(({ _rev }): DocumentToWrite => ({
    _id: winner._id,
    _rev,
    _deleted: true,
  }))
  await database.putMany(gone)
  if (gone.length > 0) {
    deps.metrics.healed.inc({ collection })
    deps.record({ kind: 'conflict_healed', tenantId, collection, leaves: gone.length + 1 })
  }
  return true
}

const identityOf = ({ _id, _rev }: StoredDocument): Pick<StoredDocument, '_id' | '_rev'> => ({
  _id,
  _rev,
})

const keep = (
  { push, keysOf }: RepairDependencies,
  { tenantId }: RepairPlace,
  refusals: readonly Refusal[],
): Promise<void> =>
  // Nobody knows who wrote it past us; the gateway itself brings it.
  push.quarantine.keep(
    { tenantId, device: deviceIdOf(keysOf(tenantId).settlement.publicKey) },
    refusals,
  )

const unreadable =
  (collection: Collection) =>
  (leaf: StoredDocument): Refusal => ({
    collection: collection === 'customers' || collection === 'shifts' ? collection : 'tickets',
    documentId: leaf._id,
    reason: 'malformed',
    body: { ...bodyOf(leaf), _id: undefined, id: leaf._id },
  })

const contextFor = async (
  { push }: RepairDependencies,
  { tenantId, collection }: RepairPlace,
  documents: readonly StoredDocument[],
): Promise<AdmissionContext | undefined> => {
  if (collection !== 'tickets') return undefined
  const tickets = documents.flatMap((stored) => storedToTicket(stored) ?? [])
  const context = await admissionContextFor(tickets, tenantId, {
    signers: push.signers,
    settlementKeys: push.settlementKeys(tenantId),
    verify: push.verify,
  })
  return {
    ...context,
    // It was let in while the device was welcome: revoking one takes no sale back.
    device: (id) => {
      const device = context.device(id)
      return device && { ...device, revokedAt: null }
    },
  }
}

/** A newer build's events stay where they are: the fold leaves them aside until it understands them. */
const refusalsIn = (
  stored: StoredDocument,
  context: AdmissionContext | undefined,
): readonly { readonly event: string; readonly reason: string }[] => {
  const ticket = context && storedToTicket(stored)
  if (context === undefined || ticket === undefined) return []
  return admitTicket(ticket, context).refused.filter(({ reason }) => reason !== 'unknown_type')
}

const sift = (
  body: Body,
  context: AdmissionContext | undefined,
): { readonly body: Body; readonly refusals: readonly Refusal[] } => {
  const stored = { ...body, _id: String(body['_id']), _rev: '' }
  const ticket = context && storedToTicket(stored)
  const refused = refusalsIn(stored, context)
  if (ticket === undefined || refused.length === 0) return { body, refusals: [] }
  const reasons = new Map(refused.map(({ event, reason }) => [event, reason]))
  const [out, stays] = [true, false].map((wanted) =>
    Object.entries(ticket.events).filter(([id]) => reasons.has(id) === wanted),
  )
  return {
    body: ticketToStored({ ...ticket, events: Object.fromEntries(stays ?? []) }, undefined),
    refusals: (out ?? []).map(([id, event]) => ({
      collection: 'tickets',
      documentId: ticket.id,
      reason: reasons.get(id) ?? 'unknown',
      body: { ...ticket, events: { [id]: event } },
    })),
  }
}
