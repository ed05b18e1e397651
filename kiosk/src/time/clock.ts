/** Ends a timer; ending it twice is fine. */
export type Stop = () => void

/** Time as the kiosk meets it; a test passes its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly after: (delayMs: number, run: () => void) => Stop
  readonly every: (intervalMs: number, run: () => void) => Stop
}

/** The clock of the page. */
export const pageClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const id = setTimeout(run, delayMs)
    return () => clearTimeout(id)
  },
  every: (intervalMs, run) => {
    const id = setInterval(run, intervalMs)
    return () => clearInterval(id)
  },
}
