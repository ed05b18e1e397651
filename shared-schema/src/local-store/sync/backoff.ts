/** First pause after a failure, in milliseconds: a dropped 4G link is often back at once. */
const firstMs = 100

/** Longest pause, in milliseconds. */
const longestMs = 15_000

/** Growth from one failure to the next: a pause is about a tenth of the outage so far, so a short one is left soon. */
const growth = 1.1

/**
 * Gives the pause before the next attempt, in milliseconds, with jitter between half and whole, so that
 * the kiosks of a chain do not come back all in the same moment. `random` is in [0, 1).
 */
export const backoffMs = (failures: number, random: number): number => {
  const ceiling = Math.min(longestMs, firstMs * growth ** Math.max(0, failures - 1))
  return Math.round(ceiling / 2 + (ceiling / 2) * random)
}
