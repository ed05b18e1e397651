import { type TenantPayments } from '../tenant-payments.ts'

/** The charges in some states by who can say what became of them. */
export interface AwaitedCharges {
  /** Those that this desk's provider made. */
  readonly own: readonly string[]
  /** Those of a provider that no desk has any more: they end by our own clock, and nobody is asked. */
  readonly orphaned: readonly string[]
}

/** Lists charges that this desk looks after; those of another desk's provider are that desk's. */
export const awaitedCharges = async (
  { charges, provider, otherDesks }: Pick<TenantPayments, 'charges' | 'provider' | 'otherDesks'>,
  states: readonly string[],
): Promise<AwaitedCharges> => {
  const found = await Promise.all(
    states.map(async (state) => {
      const all = await charges.idsIn(state)
      if (all.length === 0) return { own: [], orphaned: [] }
      const own = await charges.idsIn(state, { provider: provider.key })
      const theirs = await Promise.all(
        otherDesks.map((key) => charges.idsIn(state, { provider: key })),
      )
      const looked = new Set([...own, ...theirs.flat()])
      return { own, orphaned: all.filter((id) => !looked.has(id)) }
    }),
  )
  return {
    own: found.flatMap(({ own }) => own),
    orphaned: found.flatMap(({ orphaned }) => orphaned),
  }
}
