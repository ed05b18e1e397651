import { type ReplicatedCollection } from './replicated-collection.ts'

/** A document as it came from the gateway, or word that it was erased there. */
export type Arrival<D> =
  | { readonly kind: 'document'; readonly document: D }
  | { readonly kind: 'erased'; readonly id: string }

/**
 * Joins documents of the gateway with the device's copies. Nothing is passed over and nothing is replaced: a copy
 * holds everything afterwards that it or the arrival held, also when an own act is written at the same moment.
 */
export const absorb = async <D extends { readonly id: string }>(
  replicated: ReplicatedCollection<D>,
  arrivals: readonly Arrival<D>[],
): Promise<void> => {
  const latest = lastById(replicated, arrivals)
  if (latest.size === 0) return
  const { collection, merge } = replicated
  const held = await collection.findByIds([...latest.keys()]).exec()
  const fresh: D[] = []
  const writes: Promise<unknown>[] = []
  for (const [id, arrival] of latest) {
    const copy = held.get(id)
    if (arrival.kind === 'erased') {
      if (copy !== undefined) writes.push(copy.incrementalRemove())
    } else if (copy === undefined) fresh.push(arrival.document)
    else if (!isHeld(replicated, copy.toMutableJSON(), arrival.document))
      writes.push(
        // What RxDB keeps beside a document stays with it.
        copy.incrementalModify((current) => ({ ...current, ...merge(current, arrival.document) })),
      )
  }
  writes.push(insert(replicated, fresh))
  await Promise.all(writes)
}

const insert = async <D extends { readonly id: string }>(
  replicated: ReplicatedCollection<D>,
  documents: readonly D[],
): Promise<void> => {
  if (documents.length === 0) return
  const { error } = await replicated.collection.bulkInsert([...documents])
  const failed = error.find(({ status }) => status !== 409)
  if (failed !== undefined)
    throw new Error(`${replicated.name}: a document was not stored (${failed.status})`)
  // Somebody made the document since it was looked for.
  const taken = new Set(error.map(({ documentId }) => documentId))
  const again = documents.filter(({ id }) => taken.has(id))
  await absorb(
    replicated,
    again.map((document) => ({ kind: 'document', document })),
  )
}

/** Joins arrivals of one document, in their order: after word of an erasure only a newer document counts. */
const lastById = <D extends { readonly id: string }>(
  { merge }: ReplicatedCollection<D>,
  arrivals: readonly Arrival<D>[],
): ReadonlyMap<string, Arrival<D>> => {
  const latest = new Map<string, Arrival<D>>()
  for (const arrival of arrivals) {
    const id = arrival.kind === 'erased' ? arrival.id : arrival.document.id
    const known = latest.get(id)
    latest.set(
      id,
      known?.kind === 'document' && arrival.kind === 'document'
        ? { kind: 'document', document: merge(known.document, arrival.document) }
        : arrival,
    )
  }
  return latest
}

const isHeld = <D extends { readonly id: string }>(
  { merge, isSame }: ReplicatedCollection<D>,
  copy: D,
  arrived: D,
): boolean => isSame(merge(copy, arrived), copy)
