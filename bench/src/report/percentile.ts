/**
 * Gives a percentile by the nearest rank: a value that was really measured, never one between two. Throws
 * for an empty list, which means that nothing was measured.
 */
export const percentile = (samples: readonly number[], percent: number): number => {
  const sorted = samples.toSorted((a, b) => a - b)
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
  const value = sorted[rank - 1]
  if (value === undefined) throw new Error('a percentile of nothing')
  return value
}

/** Gives the value in the middle. */
export const median = (samples: readonly number[]): number => percentile(samples, 50)
