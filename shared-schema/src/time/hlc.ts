import * as v from 'valibot'

/** Parses a hybrid logical time: milliseconds since 1970, a safe integer ≥ 0. */
export const Hlc = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.brand('Hlc'))
/**
 * When an event happened, in an order that respects cause and effect on its ticket: real
 * milliseconds, pushed forward where the writer had already seen something later.
 */
export type Hlc = v.InferOutput<typeof Hlc>

/** How far, in milliseconds, a foreign time may move ours: beyond that its clock is wrong, not ours. */
export const maxClockPushMs = 5 * 60_000

/**
 * Gives the time of a new event: our own time, or one after the latest seen on the ticket.
 * A clock that is years ahead pushes us by five minutes at most (design §2, *clamping*).
 */
export const nextHlc = (nowMs: number, seen: Hlc | undefined): Hlc => {
  const own = Math.max(0, Math.floor(nowMs))
  return v.parse(
    Hlc,
    seen === undefined ? own : Math.max(own, Math.min(seen + 1, own + maxClockPushMs)),
  )
}
