import { wayNames, type Line, type WayName } from './line.ts'

/** Boils the samples of each way down to the one value that a line shows. Throws when Totem was not measured. */
export const valuesOf = <T>(
  samples: Readonly<Partial<Record<WayName, readonly T[]>>>,
  value: (samples: readonly T[]) => number,
): Line['values'] => {
  const measured = wayNames.flatMap((way) => {
    const taken = samples[way]
    return taken === undefined ? [] : [[way, value(taken)] as const]
  })
  const { totem, ...others }: Partial<Record<WayName, number>> = Object.fromEntries(measured)
  if (totem === undefined) throw new Error('Totem itself was not measured')
  return { totem, ...others }
}
