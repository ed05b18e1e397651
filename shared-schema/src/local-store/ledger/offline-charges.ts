import * as v from 'valibot'
import { Cents, PoolCharge, PoolOrder, SignedOfflineTerms, TicketId } from '@totem/shared-schema'

const Txids = v.array(v.string())

/** Parses the records of the device ledger that are about paying without the gateway. */
export const offlineRecords = [
  /** What a manager allows, as the gateway signed it last. */
  v.object({ kind: v.literal('offline_terms'), signed: SignedOfflineTerms }),
  /** Names given to charges before the gateway hears of them: asking again asks for the same. */
  v.object({ kind: v.literal('pool_asked'), orders: v.array(PoolOrder) }),
  v.object({ kind: v.literal('pool_charge'), charge: PoolCharge }),
  /** Written before anybody sees the code: from here on the charge belongs to this ticket alone. */
  v.object({
    kind: v.literal('charge_leased'),
    txid: v.string(),
    ticketId: TicketId,
    tier: v.picklist(['pool', 'static']),
    amountCents: Cents,
    brCode: v.string(),
    /** In ms since 1970; a static code has no end. */
    expiresAt: v.nullable(v.number()),
    at: v.number(),
  }),
  /** Charges that nobody has seen and nobody will. */
  v.object({ kind: v.literal('pool_retired'), txids: Txids }),
  /** Charges that nobody can pay any more. */
  v.object({ kind: v.literal('pool_gone'), txids: Txids }),
  /** The gateway leads money on these charges to their tickets. */
  v.object({ kind: v.literal('charge_bound'), txids: Txids }),
] as const

/** A record about paying without the gateway. */
export type OfflineRecord = v.InferOutput<(typeof offlineRecords)[number]>

/** A charge of the pool. Only a `ready` one may be shown, and then it leaves the pool for ever. */
export type PoolEntry =
  | { readonly kind: 'asked'; readonly order: PoolOrder }
  | { readonly kind: 'ready'; readonly charge: PoolCharge }
  | { readonly kind: 'retired'; readonly order: PoolOrder }

type RecordOf<K extends OfflineRecord['kind']> = Extract<OfflineRecord, { kind: K }>

/** A charge that was shown for a ticket while the gateway could not make one. */
export type Lease = Omit<RecordOf<'charge_leased'>, 'kind'> & { readonly isBound: boolean }

/** What the ledger knows about paying without the gateway. */
export interface OfflineCharges {
  readonly terms: SignedOfflineTerms | null
  readonly pool: ReadonlyMap<string, PoolEntry>
  readonly leases: ReadonlyMap<string, Lease>
}

/** The same while records are being added up. */
export interface GrowingOfflineCharges extends OfflineCharges {
  terms: SignedOfflineTerms | null
  readonly pool: Map<string, PoolEntry>
  readonly leases: Map<string, Lease>
}

/** Nothing allowed, nothing held. */
export const noOfflineCharges = (): GrowingOfflineCharges => ({
  terms: null,
  pool: new Map(),
  leases: new Map(),
})

/** Forgets everything. */
export const forgetOfflineCharges = (offline: GrowingOfflineCharges): void => {
  offline.terms = null
  offline.pool.clear()
  offline.leases.clear()
}

/** Says whether a record is about paying without the gateway. */
export const isOfflineRecord = (record: { readonly kind: string }): record is OfflineRecord =>
  kinds.has(record.kind)

const kinds: ReadonlySet<string> = new Set(
  offlineRecords.map(({ entries }) => entries.kind.literal),
)

/**
 * Adds one record, in place. Whatever the order, a charge that was leased is in the pool never again, and only a
 * charge that is still asked for becomes ready: a late answer brings back nothing.
 */
export const applyOfflineRecord = (offline: GrowingOfflineCharges, record: OfflineRecord): void => {
  const { pool, leases } = offline
  switch (record.kind) {
    case 'offline_terms':
      offline.terms = record.signed
      return
    case 'pool_asked':
      for (const order of record.orders)
        if (!pool.has(order.txid) && !leases.has(order.txid))
          pool.set(order.txid, { kind: 'asked', order })
      return
    case 'pool_charge':
      if (pool.get(record.charge.txid)?.kind === 'asked')
        pool.set(record.charge.txid, { kind: 'ready', charge: record.charge })
      return
    case 'charge_leased': {
      const { kind, ...lease } = record
      pool.delete(lease.txid)
      if (!leases.has(lease.txid)) leases.set(lease.txid, { ...lease, isBound: false })
      return
    }
    case 'pool_retired':
      for (const txid of record.txids) {
        const entry = pool.get(txid)
        if (entry !== undefined) pool.set(txid, { kind: 'retired', order: orderOf(entry) })
      }
      return
    case 'pool_gone':
      for (const txid of record.txids) pool.delete(txid)
      return
    case 'charge_bound':
      for (const txid of record.txids) {
        const lease = leases.get(txid)
        if (lease !== undefined) leases.set(txid, { ...lease, isBound: true })
      }
  }
}

/** How long a lease that leads to its ticket stays, in ms: the risk of a day is counted from it. */
const keepLeaseMs = 7 * 24 * 60 * 60_000

/** Gives the records that make this again, without leases that are over. */
export const compactedOfflineRecords = (
  { terms, pool, leases }: OfflineCharges,
  nowMs: number,
): readonly OfflineRecord[] => {
  const entries = [...pool.values()]
  const retired = entries.flatMap((entry) => (entry.kind === 'retired' ? [entry.order.txid] : []))
  const kept = [...leases.values()].filter(
    ({ isBound, expiresAt, at }) => !isBound || nowMs <= (expiresAt ?? at) + keepLeaseMs,
  )
  return [
    ...(terms === null ? [] : [{ kind: 'offline_terms', signed: terms } as const]),
    { kind: 'pool_asked', orders: entries.map(orderOf) },
    ...entries.flatMap((entry) =>
      entry.kind === 'ready' ? [{ kind: 'pool_charge', charge: entry.charge } as const] : [],
    ),
    { kind: 'pool_retired', txids: retired },
    ...kept.map(({ isBound, ...lease }) => ({ kind: 'charge_leased', ...lease }) as const),
    { kind: 'charge_bound', txids: kept.flatMap(({ isBound, txid }) => (isBound ? [txid] : [])) },
  ]
}

const orderOf = (entry: PoolEntry): PoolOrder => {
  if (entry.kind !== 'ready') return entry.order
  const { txid, service, amountCents } = entry.charge
  return { txid, service, amountCents }
}
