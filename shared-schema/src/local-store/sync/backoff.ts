/** First pause after a failure, in milliseconds: a dropped 4G link is often back at once. */
const firstMs = 100

/** Longest pause, in milliseconds. */
const longestMs = 15_000

/** Growth while nobody answers: a pause is about a fiftieth of the outage so far, so a short one is left at once. */
const reconnectGrowth = 1.02

/** Growth while a gateway answers with errors: it is in trouble, and asking makes it worse. */
const retryGrowth = 1.5

/**
 * Gives the pause before the next attempt to connect, in milliseconds, with jitter between half and whole, so that
 * the kiosks of a chain do not come back all in the same moment. `random` is in [0, 1).
 */
export const reconnectMs = (failures: number, random: number): number =>
  pauseMs(reconnectGrowth, { failures, random })

/** Gives the pause before a request is repeated that the gateway did not serve, in milliseconds, with the same jitter. */
export const retryMs = (failures: number, random: number): number =>
  pauseMs(retryGrowth, { failures, random })

const pauseMs = (
  growth: number,
  { failures, random }: { readonly failures: number; readonly random: number },
): number => {
  const ceiling = Math.min(longestMs, firstMs * growth ** Math.max(0, failures - 1))
  return Math.round(ceiling / 2 + (ceiling / 2) * random)
}
