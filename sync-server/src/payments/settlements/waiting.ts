/** Which settlements this process knows to wait, under the names a ticket may come by. */
export interface Waiting {
  readonly add: (name: string, settlement: string) => void
  readonly remove: (settlement: string) => void
  readonly of: (names: readonly string[]) => readonly string[]
}

/** Makes an empty list. Losing it costs time and no money: sweeps begin from the documents. */
export const createWaiting = (): Waiting => {
  const byName = new Map<string, Set<string>>()
  return {
    add: (name, settlement) => {
      byName.set(name, (byName.get(name) ?? new Set<string>()).add(settlement))
    },
    remove: (settlement) => {
      for (const [name, settlements] of byName)
        if (settlements.delete(settlement) && settlements.size === 0) byName.delete(name)
    },
    of: (names) => [...new Set(names.flatMap((name) => [...(byName.get(name) ?? [])]))],
  }
}
