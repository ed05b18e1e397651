import { type QueueRow } from './queue-row.ts'
import { type QueueColumn } from './queue-view.ts'

/** How long a device is cleaned after a service, in milliseconds; the wait estimate reckons with the same. */
export const cleaningMs = 2 * 60_000

/** What a device (*aparelho*) of a service is doing. */
export type Slot = { readonly number: number } & (
  | { readonly kind: 'free' }
  | { readonly kind: 'in_service' | 'called'; readonly row: QueueRow }
  | { readonly kind: 'cleaning'; readonly until: number }
)

type SlotFacts = Pick<QueueColumn, 'devices' | 'inService' | 'called' | 'done'>

/** Says what each device of a service is doing, in the order of their numbers. Pure. */
export const slotsOf = (column: SlotFacts, nowMs: number): readonly Slot[] =>
  Array.from({ length: column.devices }, (_, index): Slot => {
    const number = index + 1
    const served = column.inService.find(({ slot }) => slot === number)
    if (served !== undefined) return { number, kind: 'in_service', row: served }
    const called = column.called.find(({ slot }) => slot === number)
    if (called !== undefined) return { number, kind: 'called', row: called }
    const last = column.done.find(({ slot, status }) => slot === number && status === 'finished')
    const until = (last?.since ?? 0) + cleaningMs
    // A tablet whose clock is behind sees ends that lie ahead: none of them cleans for longer than it takes.
    return last !== undefined && nowMs < until && until - nowMs <= cleaningMs
      ? { number, kind: 'cleaning', until }
      : { number, kind: 'free' }
  })

/**
 * Gives the device for the next customer: a clean one, else the one that is clean first; `undefined` when all are
 * in use. Staff may still start then, because the studio, not the tablet, knows what stands in the room.
 */
export const freeSlot = (column: SlotFacts, nowMs: number): number | undefined => {
  const slots = slotsOf(column, nowMs)
  const free = slots.find(({ kind }) => kind === 'free')
  if (free !== undefined) return free.number
  return slots
    .flatMap((slot) => (slot.kind === 'cleaning' ? [slot] : []))
    .toSorted((a, b) => a.until - b.until)[0]?.number
}
