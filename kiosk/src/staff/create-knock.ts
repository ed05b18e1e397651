import { type Clock } from '../time/clock.ts'

/** How many taps open the corner, and within how many ms: nobody taps a logo five times by chance. */
const taps = 5
const withinMs = 3_000

/** Hears a number of quick taps as one knock. */
export const createKnock = (clock: Clock, onKnock: () => void): (() => void) => {
  let heard: readonly number[] = []
  return () => {
    const nowMs = clock.now()
    heard = [...heard.filter((at) => nowMs - at < withinMs), nowMs]
    if (heard.length < taps) return
    heard = []
    onKnock()
  }
}
