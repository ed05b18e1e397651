import { createHash } from 'node:crypto'
import { type CouchServer } from '@totem/couchdb'
import { type CollectionName, type TenantId } from '@totem/shared-schema'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type Metrics } from '../metrics.ts'
import { type Principal } from '../auth/principal.ts'

/** Something a device pushed that the gateway does not let into the ledger: kept whole, with the reason. */
export interface Refusal {
  readonly collection: CollectionName
  readonly documentId: string
  readonly reason: string
  readonly body: unknown
}

/** The place where refused documents and events wait for a manager. Nothing in it is ever lost. */
export interface Quarantine {
  /** Stores refusals. The same body refused again is the same document, however often it is sent. */
  readonly keep: (from: Principal, refusals: readonly Refusal[]) => Promise<void>
}

/** Opens the quarantine on the tenants' databases. */
export const createQuarantine = (
  couch: CouchServer,
  metrics: Metrics,
  clock: () => number,
): Quarantine => ({
  keep: async (from, refusals) => {
    if (refusals.length === 0) return
    const receivedAt = clock()
    const documents = refusals.map((refusal) => ({
      _id: quarantineId(from.tenantId, refusal),
      ...refusal,
      state: 'waiting',
      device: from.device,
      operator: from.operator ?? null,
      receivedAt,
    }))
    const outcomes = await tenantDatabase(couch, from.tenantId, 'quarantine').putMany(documents)
    for (const [index, outcome] of outcomes.entries())
      if (outcome.kind === 'stored')
        metrics.quarantined.inc({ reason: refusals[index]?.reason ?? 'unknown' })
  },
})

const quarantineId = (tenantId: TenantId, { collection, documentId, body }: Refusal): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify([tenantId, body]))
    .digest('hex')
  return `quarantine:${collection}:${documentId.slice(0, 64)}:${hash.slice(0, 32)}`
}
