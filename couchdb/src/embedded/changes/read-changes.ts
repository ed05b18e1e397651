import * as v from 'valibot'
import type { Store } from '../storage/store.ts'
import { formatSequence } from './sequence.ts'

/** Which changes are asked for, apart from where to start and how many. */
export interface ChangesFilter {
  readonly style: 'all_docs' | 'main_only'
  readonly includeDocs: boolean
  readonly conflicts: boolean
  readonly descending: boolean
  readonly documentIds: readonly string[] | undefined
  readonly selector: object | undefined
  readonly designOnly: boolean
}

/** One change, ready to be sent. */
export interface ChangeRow {
  readonly seq: string
  readonly id: string
  readonly changes: readonly { readonly rev: string }[]
  readonly deleted?: true
  readonly doc?: unknown
}

/** Some changes and the number to go on after. */
export interface ChangesPage {
  readonly rows: readonly ChangeRow[]
  readonly lastSeq: number
  /** Whether there was nothing more to read at that moment. */
  readonly complete: boolean
}

const pageSchema = v.object({
  results: v.array(
    v.looseObject({
      seq: v.number(),
      id: v.string(),
      changes: v.array(v.object({ rev: v.string() })),
      deleted: v.optional(v.literal(true)),
      doc: v.looseObject({ _rev: v.string() }),
    }),
  ),
  last_seq: v.number(),
})

/** Reads up to `limit` changes after `since`. */
export async function readChanges(
  store: Store,
  filter: ChangesFilter,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<ChangesPage> {
  const head = store.updateSeq()
  if (limit === 0) return { rows: [], lastSeq: since, complete: true }
  const page = v.parse(
    pageSchema,
    await store.pouch.changes({
      since,
      limit,
      return_docs: true,
      style: filter.style,
      // Also where no documents are asked for: the row's own member does not say who wins.
      include_docs: true,
      conflicts: filter.conflicts,
      descending: filter.descending,
      ...(filter.documentIds && { doc_ids: [...filter.documentIds] }),
      ...(filter.selector && { selector: filter.selector }),
      ...(filter.designOnly && {
        filter: (doc: { _id: string }) => doc._id.startsWith('_design/'),
      }),
    }),
  )
  const complete = page.results.length < limit
  return {
    rows: page.results.map(({ seq, id, changes, deleted, doc }) => ({
      seq: formatSequence(seq, store.instance),
      id,
      changes: winnerFirst(changes, doc._rev),
      ...(deleted && { deleted }),
      ...(filter.includeDocs && { doc }),
    })),
    // What the filter passed over is done with too.
    lastSeq: complete ? Math.max(head, page.last_seq) : page.last_seq,
    complete,
  }
}

/** CouchDB lists the winning leaf first, and replicators rely on it. */
function winnerFirst(
  changes: readonly { readonly rev: string }[],
  winner: string,
): readonly { readonly rev: string }[] {
  return [...changes].sort((a, b) => Number(b.rev === winner) - Number(a.rev === winner))
}
