/** Chance that can be repeated: the same seed gives the same choices. */
export interface Chance {
  /** Gives a number in [0, 1). */
  readonly next: () => number
  /** Gives a whole number from 0 to below `limit`. */
  readonly below: (limit: number) => number
  /** Takes one of a list that is not empty. */
  readonly oneOf: <T>(list: readonly T[]) => T
  /** Takes one of a list by its weights. */
  readonly weighted: <T>(list: readonly (readonly [T, number])[]) => T
  /** Gives a chance of its own, so that what one part draws moves no other part's choices. */
  readonly fork: () => Chance
}

/** Makes a chance from a seed (mulberry32, public domain). */
export const seededChance = (seed: number): Chance => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    next,
    below,
    oneOf: (list) => {
      const taken = list.at(below(list.length))
      if (taken === undefined) throw new Error('one of nothing was asked for')
      return taken
    },
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of list) {
        left -= weight
        if (left < 0) return value
      }
      throw new Error('one of nothing was asked for')
    },
    fork: () => seededChance(below(2 ** 32)),
  }
}
