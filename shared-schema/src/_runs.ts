import type * as fc from 'fast-check'

const isLong = process.env['TOTEM_LONG'] === '1'
const isBrief = process.env['TOTEM_BRIEF'] === '1'
const briefRuns = 20
const wantedSeed = process.env['TOTEM_SEED']
const seed = wantedSeed === undefined ? Date.now() % 2 ** 31 : Number(wantedSeed)

/**
 * Says how many cases a property tries, and from which seed: few on every commit, fifty times as many with
 * `TOTEM_LONG=1`, a handful with `TOTEM_BRIEF=1` (mutation testing). A failure prints its seed, a long run always;
 * `TOTEM_SEED=17` and the same counts play it again.
 */
export const runs = (short: number, longFactor = 50): Pick<fc.Parameters, 'numRuns' | 'seed'> => {
  const numRuns = isLong ? short * longFactor : isBrief ? Math.min(short, briefRuns) : short
  if (isLong) process.stderr.write(`${numRuns} cases with TOTEM_SEED=${seed}\n`)
  return { numRuns, seed }
}
