/** Who is measured: Totem, RxDB's own `replicateCouchDB` straight on CouchDB, and the bare floor. */
export const wayNames = ['totem', 'couchdb', 'floor'] as const
/** One of those who are measured side by side. */
export type WayName = (typeof wayNames)[number]

/** What a value counts. */
export type Unit = 'ms' | 'kB' | 'MB'

/** What a line has to reach: a value, or a part of what another needs in the same run. */
export type Figure =
  | { readonly kind: 'at_most'; readonly value: number }
  | { readonly kind: 'times'; readonly factor: number; readonly of: Exclude<WayName, 'totem'> }

/** One measured thing: Totem's value, and the others' where they were measured beside it. */
export interface Line {
  readonly what: string
  readonly unit: Unit
  readonly values: { readonly totem: number } & Readonly<Partial<Record<WayName, number>>>
  readonly figures?: readonly Figure[]
}

/** Gives Totem's value as a multiple of another's; `undefined` where there is nothing to compare with. */
export const ratioTo = ({ values }: Line, other: Exclude<WayName, 'totem'>): number | undefined => {
  const value = values[other]
  return value === undefined || value === 0 ? undefined : values.totem / value
}

/** Says whether a line reached a figure; `undefined` when what it is compared with was not measured. */
export const isReached = (line: Line, figure: Figure): boolean | undefined => {
  switch (figure.kind) {
    case 'at_most':
      return line.values.totem <= figure.value
    case 'times': {
      const ratio = ratioTo(line, figure.of)
      return ratio === undefined ? undefined : ratio <= figure.factor
    }
  }
}
