const tickMs = 5
/** Ticks come late by some ms on any machine; what is beyond is time in which others ran. */
const usualGapMs = 15

/**
 * Measures ms in which this process could run: what a busy machine gave to others is left out, so that a bound of
 * real time holds whatever else runs beside the test.
 */
export const ownTime = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  let [last, lost] = [startedAt, 0]
  const look = (): void => {
    const now = performance.now()
    lost += Math.max(0, now - last - usualGapMs)
    last = now
  }
  const ticking = setInterval(look, tickMs)
  try {
    await work()
  } finally {
    clearInterval(ticking)
    look()
  }
  return last - startedAt - lost
}
