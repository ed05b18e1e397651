import {
  chargeTxid,
  makePaymentIntent,
  maxPool,
  maxPoolAsked,
  type KioskLetter,
  type OfflineRules,
  type PoolOrder,
  type PoolRequest,
  type RandomBytes,
  type Service,
} from '@totem/shared-schema'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { type OfflineRecord, type PoolEntry } from '../ledger/offline-charges.ts'
import { leastLeftMs } from './pay-offline.ts'

/** How long before its end a charge gets its successor, in ms: a link may be down for most of a day. */
const renewBeforeMs = 24 * 60 * 60_000

/** What a plan is made from. */
export interface PoolPlanning {
  readonly state: Pick<LedgerState, 'offline' | 'catalog'>
  readonly letter: KioskLetter
  readonly nowMs: number
  readonly randomBytes: RandomBytes
}

/**
 * Decides what becomes of the pool, as records to be written before the gateway is asked: charges that will be
 * shown to nobody are retired, and the names of new ones are fixed. Nothing to do gives no records.
 */
export const planPool = (planning: PoolPlanning): readonly OfflineRecord[] => {
  const { state, nowMs } = planning
  const wanted = wantedServices(planning)
  const counts = new Map<string, number>()
  const retired: string[] = []
  let payable = 0
  for (const [txid, entry] of state.offline.pool) {
    if (entry.kind === 'retired') continue
    const { service, amountCents } = entry.kind === 'ready' ? entry.charge : entry.order
    const target = wanted.find(({ id, priceCents }) => id === service && priceCents === amountCents)
    const isSpare = (counts.get(service) ?? 0) >= (target === undefined ? 0 : perService(state))
    if (target === undefined || isSpare || endsWithin(entry, nowMs, leastLeftMs)) {
      retired.push(txid)
      continue
    }
    payable += 1
    if (!endsWithin(entry, nowMs, renewBeforeMs))
      counts.set(service, (counts.get(service) ?? 0) + 1)
  }
  const orders = wanted
    .flatMap((service) =>
      Array.from(
        { length: Math.max(0, perService(state) - (counts.get(service.id) ?? 0)) },
        (): PoolOrder => orderFor(service, planning),
      ),
    )
    .slice(0, Math.max(0, maxPool - payable))
  return [
    ...(retired.length === 0 ? [] : [{ kind: 'pool_retired', txids: retired } as const]),
    ...(orders.length === 0 ? [] : [{ kind: 'pool_asked', orders } as const]),
  ]
}

/** Says what the gateway is asked and told, from what the ledger holds. */
export const poolRequest = ({
  offline: { pool, leases },
}: Pick<LedgerState, 'offline'>): PoolRequest => {
  const txidsOf = (kind: PoolEntry['kind']): string[] =>
    [...pool].flatMap(([txid, entry]) => (entry.kind === kind ? [txid] : []))
  return {
    asked: [...pool.values()]
      .flatMap((entry) => (entry.kind === 'asked' ? [entry.order] : []))
      .slice(0, maxPoolAsked),
    held: txidsOf('ready'),
    retired: txidsOf('retired'),
    shown: [...leases.values()]
      .flatMap(({ txid, ticketId, isBound }) => (isBound ? [] : [{ txid, ticketId }]))
      .slice(0, 200),
  }
}

/** Says whether the gateway has something to do: an idle kiosk asks only to renew its terms. */
export const hasPoolWork = ({ asked, retired, shown }: PoolRequest): boolean =>
  asked.length + retired.length + shown.length > 0

const rulesOf = ({ offline: { terms } }: PoolPlanning['state']): OfflineRules | undefined =>
  terms?.terms

const perService = (state: PoolPlanning['state']): number => rulesOf(state)?.poolPerService ?? 0

/** Services that may be sold on trust at all. */
const wantedServices = ({ state }: PoolPlanning): readonly Service[] => {
  const rules = rulesOf(state)
  if (rules === undefined || rules.envelope.count === 0 || rules.envelope.minutes === 0) return []
  const most = Math.min(rules.envelope.perTicketCents, rules.envelope.sumCents)
  return state.catalog
    .filter(({ active, priceCents }) => active && priceCents > 0 && priceCents <= most)
    .toSorted((a, b) => a.position - b.position)
}

const orderFor = (
  { id, priceCents }: Service,
  { letter, randomBytes }: PoolPlanning,
): PoolOrder => ({
  txid: chargeTxid(makePaymentIntent(letter, randomBytes), 1),
  service: id,
  amountCents: priceCents,
})

const endsWithin = (entry: PoolEntry, nowMs: number, ms: number): boolean =>
  entry.kind === 'ready' && entry.charge.expiresAt <= nowMs + ms
