import { distinctUntilChanged, exhaustMap, filter, interval, merge, type Observable } from 'rxjs'
import {
  areTermsOf,
  PoolResponse,
  verifyText,
  type KioskLetter,
  type PoolRequest,
} from '@totem/shared-schema'
import { type DeviceParts } from '../device-parts.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { type OfflineRecord } from '../ledger/offline-charges.ts'
import { isUp, type ConnectionState } from '../sync/connection.ts'
import { hasPoolWork, planPool, poolRequest } from './plan-pool.ts'

/** Time limit of a request, in milliseconds: the bank makes up to twenty charges meanwhile. */
const requestTimeoutMs = 25_000

/** How often an idle kiosk renews its terms, in ms: the envelope's minutes run from the last time. */
const renewMs = 5 * 60_000

/** How often what failed is tried again, in ms. */
const retryMs = 20_000

/** So many requests in a row at most; the rest waits for the next occasion. */
const maxRounds = 8

/**
 * Keeps charges for the next outage, in the background: once the connection is back and all sales are sent, after
 * each charge that was shown and each change of prices, and every few minutes. Gives what ends it.
 */
export const keepPool = (
  parts: DeviceParts,
  connection$: Observable<ConnectionState>,
): (() => void) => {
  const { letter } = parts.identity
  if (letter === null) return () => undefined
  let isConnected = false
  let renewedAt = -Infinity
  const watch = connection$.subscribe((state) => {
    isConnected = isUp(state)
  })

  const attempt = async (): Promise<void> => {
    for (let round = 0; round < maxRounds && isConnected; round += 1) {
      await parts.ledger.write((state) => ({ records: plan(parts, state, letter), value: null }))
      const asked = poolRequest(parts.ledger.state)
      const isDue = parts.clock() - renewedAt >= renewMs || parts.clock() < renewedAt
      if (!isDue && !hasPoolWork(asked)) return
      if (!(await exchange(parts, asked))) return
      renewedAt = parts.clock()
    }
  }

  /** Sales that wait to be sent go first: they are what the link came back for. */
  const isCalm = (): boolean => isConnected && parts.ledger.state.pending.size === 0
  const hasWork = (): boolean =>
    plan(parts, parts.ledger.state, letter).length > 0 ||
    hasPoolWork(poolRequest(parts.ledger.state))
  const occasions$ = merge(
    connection$.pipe(distinctUntilChanged(), filter(isCalm)),
    parts.ledger.changed$.pipe(filter(() => isCalm() && hasWork())),
    interval(retryMs),
  )
  // A full disk or a closed file: nothing is lost, and the next occasion tries again.
  const run = occasions$.pipe(exhaustMap(() => attempt().catch(parts.onViewTrouble))).subscribe()
  return () => {
    run.unsubscribe()
    watch.unsubscribe()
  }
}

const plan = (
  { clock, randomBytes }: DeviceParts,
  state: LedgerState,
  letter: KioskLetter,
): readonly OfflineRecord[] => planPool({ state, letter, nowMs: clock(), randomBytes })

/** Asks the gateway and writes down its answer; says whether there was one that changed something. */
const exchange = async (parts: DeviceParts, body: PoolRequest): Promise<boolean> => {
  const answer = await parts.session.request({
    method: 'POST',
    path: '/payments/pool',
    body,
    timeoutMs: requestTimeoutMs,
    answer: PoolResponse,
  })
  if (!answer.ok) return false
  const { charges, gone, bound, terms } = answer.value
  await parts.ledger.write(({ profile }) => {
    const trust = { keys: profile?.settlementKeys ?? [], verify: verifyText }
    const records: OfflineRecord[] = charges.map((charge) => ({ kind: 'pool_charge', charge }))
    if (gone.length > 0) records.push({ kind: 'pool_gone', txids: gone })
    if (bound.length > 0) records.push({ kind: 'charge_bound', txids: bound })
    if (areTermsOf(parts.identity, terms, trust))
      records.push({ kind: 'offline_terms', signed: terms })
    return { records, value: null }
  })
  return charges.length + gone.length + bound.length > 0 || body.asked.length === 0
}
