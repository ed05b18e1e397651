import { type QueueRow } from './queue-row.ts'

/** How much of a service's time is left, or how far it is over, in milliseconds. */
export type ServiceClock =
  | { readonly kind: 'running'; readonly leftMs: number }
  /** The last minute: staff get ready. */
  | { readonly kind: 'ending'; readonly leftMs: number }
  | { readonly kind: 'over'; readonly overMs: number }

const endingMs = 60_000

/** Reads the clock of a ticket in service. */
export const serviceClock = (
  row: Pick<QueueRow, 'since' | 'durationMinutes'>,
  nowMs: number,
): ServiceClock => {
  const durationMs = row.durationMinutes * 60_000
  // A start signed by a tablet whose clock is ahead must not show more than the whole time.
  const leftMs = Math.min(durationMs, row.since + durationMs - nowMs)
  if (leftMs <= 0) return { kind: 'over', overMs: Math.abs(leftMs) }
  return leftMs <= endingMs ? { kind: 'ending', leftMs } : { kind: 'running', leftMs }
}
