import {
  combineLatest,
  distinctUntilChanged,
  interval,
  map,
  startWith,
  type Observable,
} from 'rxjs'
import { businessDayOf, laterDay, type BusinessDay } from '@totem/shared-schema'
import { type SyncStatus } from '../device.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'
import { type Ledger } from '../ledger/ledger.ts'
import { isUp, type Connection, type ConnectionState } from '../sync/connection.ts'
import { type Clock } from '../sync/network.ts'

/** After how long something unacknowledged counts as stalled although the gateway answers, in milliseconds. */
const stalledAfterMs = 60_000

/** How often the passing of time alone is looked at, in milliseconds. */
const lookMs = 10_000

/** Shows what the device honestly knows about its synchronisation. */
export const viewSyncStatus = (
  ledger: Ledger,
  connection: Connection,
  clock: Clock,
): Observable<SyncStatus> =>
  combineLatest([
    connection.state$,
    ledger.changed$.pipe(startWith(undefined)),
    interval(lookMs).pipe(startWith(0)),
  ]).pipe(
    map(([state]) => syncStatusOf(ledger.state, state, clock())),
    distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
  )

/** Works out the status from the ledger alone: an acknowledgement counts, a connection does not. Pure. */
export const syncStatusOf = (
  ledger: LedgerState,
  connection: ConnectionState,
  nowMs: number,
): SyncStatus => {
  const waiting = new Set<string>([...ledger.shifts.keys(), ...ledger.customers.keys()])
  let oldest: number | null = null
  for (const id of ledger.pending) {
    const entry = ledger.events.get(id)
    if (entry === undefined) continue
    waiting.add(entry.ticketId)
    oldest = Math.min(oldest ?? entry.event.at, entry.event.at)
  }
  const today = currentDay(ledger, nowMs)
  const sales = [...ledger.events].filter(
    ([, { event }]) => event.type === 'created' && event.data['businessDay'] === today,
  )
  const up = isUp(connection)
  return {
    state: up ? (waiting.size > 0 ? 'syncing' : 'online') : 'offline',
    pending: waiting.size,
    soldToday: sales.length,
    acknowledgedToday: sales.filter(([id]) => !ledger.pending.has(id)).length,
    oldestPendingAt: oldest,
    lastAcknowledgedAt: ledger.lastAcknowledgedAt,
    stalled: up && oldest !== null && nowMs - oldest > stalledAfterMs,
    refused: ledger.refused.size,
    isRevoked: connection === 'revoked',
  }
}

/** The day a sale would get now. */
const currentDay = ({ day, profile }: LedgerState, nowMs: number): BusinessDay | null => {
  if (profile === null) return day
  const today = businessDayOf(nowMs, profile.timeZone)
  return day === null ? today : laterDay(day, today)
}
