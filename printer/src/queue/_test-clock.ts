import { type Clock } from '../transport/transport.ts'

/** A clock that a test moves; between two timers everything that is ready runs. */
export interface TestClock extends Clock {
  readonly advance: (ms: number) => Promise<void>
}

/** Lets everything run that waits for nothing but its turn. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Makes a clock for tests. */
export const createTestClock = (): TestClock => {
  let nowMs = Date.UTC(2026, 10, 23, 17)
  const timers = new Set<{ readonly dueAt: number; readonly run: () => void }>()
  return {
    now: () => nowMs,
    after: (delayMs, run) => {
      const timer = { dueAt: nowMs + delayMs, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    advance: async (ms) => {
      const endMs = nowMs + ms
      await settle()
      for (;;) {
        const due = [...timers]
          .filter(({ dueAt }) => dueAt <= endMs)
          .toSorted((a, b) => a.dueAt - b.dueAt)[0]
        if (due === undefined) break
        nowMs = Math.max(nowMs, due.dueAt)
        timers.delete(due)
        due.run()
        await settle()
      }
      nowMs = endMs
    },
  }
}
