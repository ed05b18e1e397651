/** Gives how many cases a property tries: few on every commit, fifty times as many with `TOTEM_LONG=1`. */
export const runs = (short: number, longFactor = 50): { readonly numRuns: number } => ({
  numRuns: process.env['TOTEM_LONG'] === '1' ? short * longFactor : short,
})
