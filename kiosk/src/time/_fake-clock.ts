import { type Clock } from './clock.ts'

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** Moves time on and runs what falls due, in order. */
  readonly advance: (ms: number) => void
}

interface Timer {
  dueAt: number
  readonly everyMs: number | undefined
  readonly run: () => void
}

/** Makes a clock for tests. */
export const fakeClock = (startMs = Date.UTC(2026, 10, 23, 17, 2)): FakeClock => {
  let nowMs = startMs
  const timers = new Set<Timer>()
  const start = (timer: Timer): (() => void) => {
    timers.add(timer)
    return () => timers.delete(timer)
  }
  const earliestUpTo = (endMs: number): Timer | undefined =>
    [...timers].filter(({ dueAt }) => dueAt <= endMs).toSorted((a, b) => a.dueAt - b.dueAt)[0]
  return {
    now: () => nowMs,
    after: (delayMs, run) => start({ dueAt: nowMs + delayMs, everyMs: undefined, run }),
    every: (everyMs, run) => start({ dueAt: nowMs + everyMs, everyMs, run }),
    advance: (ms) => {
      const endMs = nowMs + ms
      for (let timer = earliestUpTo(endMs); timer !== undefined; timer = earliestUpTo(endMs)) {
        nowMs = timer.dueAt
        if (timer.everyMs === undefined) timers.delete(timer)
        else timer.dueAt += timer.everyMs
        timer.run()
      }
      nowMs = endMs
    },
  }
}
