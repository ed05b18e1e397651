import { type EventId } from '@totem/shared-schema'

/** One event of a device, as its audit chain sees it: what it is and what it followed. */
export interface Link {
  readonly id: EventId
  readonly prev: EventId | null
}

/** A stretch of a chain without a gap: everything after `after` up to `last`. */
export interface Stretch {
  readonly after: EventId | null
  readonly last: EventId
}

/** What is wrong with a chain: an event that never came, or two that followed the same one. */
export interface ChainFault {
  readonly fault: 'gap' | 'fork'
  /** The event after which it is torn. */
  readonly after: EventId
}

/** Joins new links to the stretches of a chain, in whatever order they came. Each link is to be given once. */
export const joinLinks = (
  stretches: readonly Stretch[],
  links: readonly Link[],
): readonly Stretch[] => {
  const joined = [...stretches]
  for (const { id, prev } of links) {
    const before = joined.findIndex(({ last }) => last === prev)
    const after = joined.findIndex((stretch) => stretch.after === id)
    const stretch = {
      after: joined[before]?.after ?? (before === -1 ? prev : null),
      last: joined[after]?.last ?? id,
    }
    for (const index of [before, after].filter((each) => each >= 0).toSorted((a, b) => b - a))
      joined.splice(index, 1)
    joined.push(stretch)
  }
  return joined
}

/** Says whether nothing is missing: one stretch, from the first event on. */
export const isWhole = (stretches: readonly Stretch[]): boolean =>
  stretches.length === 0 || (stretches.length === 1 && stretches[0]?.after === null)

/** Finds what is wrong with a chain when all its links are known; `undefined` when nothing is. */
export const faultIn = (links: readonly Link[]): ChainFault | undefined => {
  const known = new Set(links.map(({ id }) => id))
  const followed = new Set<EventId>()
  for (const { prev } of links) {
    if (prev === null) continue
    if (followed.has(prev)) return { fault: 'fork', after: prev }
    followed.add(prev)
  }
  const orphan = links.find(({ prev }) => prev !== null && !known.has(prev))
  if (orphan?.prev != null) return { fault: 'gap', after: orphan.prev }
  const starts = links.filter(({ prev }) => prev === null)
  return starts[1] === undefined ? undefined : { fault: 'fork', after: starts[1].id }
}
