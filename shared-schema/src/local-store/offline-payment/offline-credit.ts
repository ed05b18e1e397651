import { combineLatest, map, shareReplay, startWith, type Observable } from 'rxjs'
import { type Ticket, type TicketId } from '@totem/shared-schema'
import { type OfflineCredit } from '../device.ts'
import { type Ledger } from '../ledger/ledger.ts'
import { type Clock } from '../sync/network.ts'
import { leastLeftMs } from './pay-offline.ts'
import { isSettled, riskUse } from './risk.ts'

/** Shows staff how much may still be sold on trust, from ledger and tickets: a restart changes nothing. */
export const viewOfflineCredit = (
  ledger: Ledger,
  tickets$: Observable<readonly Ticket[]>,
  clock: Clock,
): Observable<OfflineCredit> =>
  combineLatest([ledger.changed$.pipe(startWith(undefined)), tickets$]).pipe(
    map(([, tickets]) => creditOf(ledger, tickets, clock())),
    shareReplay({ bufferSize: 1, refCount: true }),
  )

const creditOf = (
  { state: { offline } }: Ledger,
  tickets: readonly Ticket[],
  nowMs: number,
): OfflineCredit => {
  const leased = new Set<TicketId>([...offline.leases.values()].map(({ ticketId }) => ticketId))
  const settled = new Set(
    tickets.filter((ticket) => leased.has(ticket.id) && isSettled(ticket)).map(({ id }) => id),
  )
  const terms = offline.terms?.terms
  const ready = [...offline.pool.values()].filter(
    (entry) => entry.kind === 'ready' && entry.charge.expiresAt > nowMs + leastLeftMs,
  )
  return {
    envelope: terms?.envelope ?? null,
    use: riskUse(offline, { settled, nowMs }),
    readyCharges: ready.length,
    until: terms === undefined ? null : terms.issuedAt + terms.envelope.minutes * 60_000,
  }
}
