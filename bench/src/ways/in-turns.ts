import { type WayName } from '../report/line.ts'
import { type Way } from './way.ts'

/** The samples of each way, in the order in which they were taken. */
export type Samples<T> = Readonly<Partial<Record<WayName, readonly T[]>>>

/**
 * Measures ways in turns (A B C, A B C …), so that whatever the machine does besides falls upon all of
 * them alike. The first turn may be a warm-up that is thrown away.
 */
export const inTurns = async <T>(
  ways: readonly Way[],
  { turns, warmUp }: { readonly turns: number; readonly warmUp: boolean },
  measure: (way: Way) => Promise<readonly T[]>,
): Promise<Samples<T>> => {
  const samples: Partial<Record<WayName, T[]>> = {}
  for (let turn = warmUp ? -1 : 0; turn < turns; turn += 1)
    for (const way of ways) {
      const taken = await measure(way)
      if (turn >= 0) (samples[way.name] ??= []).push(...taken)
    }
  return samples
}
