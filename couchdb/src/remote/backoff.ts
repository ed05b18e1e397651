const firstMs = 100
const longestMs = 10_000

/**
 * Says how many milliseconds to wait before the next try.
 *
 * Doubles up to 10 s; the random half keeps several gateways from coming back in step.
 *
 * @param failures tries in a row that failed, 1 or more.
 * @param random from 0 (included) to 1 (excluded).
 */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** (failures - 1))
  return Math.round(full * (0.5 + random / 2))
}
