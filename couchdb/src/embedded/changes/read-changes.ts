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
  /** The whole row as JSON. */
  readonly text: string
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
  range: { readonly since: number; readonly limit: number },
): Promise<ChangesPage> {
  const head = store.updateSeq()
  if (range.limit === 0) return { rows: [], lastSeq: range.since, complete: true }
  const page = isPlain(filter)
    ? readPlain(store, filter, range)
    : await readFiltered(store, filter, range)
  const complete = page.rows.length < range.limit
  // What the filter passed over is done with too.
  return { ...page, lastSeq: complete ? Math.max(head, page.lastSeq) : page.lastSeq, complete }
}

const isPlain = ({ documentIds, selector, designOnly }: ChangesFilter): boolean =>
  documentIds === undefined && selector === undefined && !designOnly

type Page = Omit<ChangesPage, 'complete'>

/** Without a filter a document is sent as the text that lies in the database. */
function readPlain(
  store: Store,
  { style, includeDocs, conflicts, descending }: ChangesFilter,
  { since, limit }: { readonly since: number; readonly limit: number },
): Page {
  const { winners } = store
  const found = descending ? winners.latest(limit) : winners.after(since, limit)
  return {
    rows: found.map((winner) => {
      const revs = style === 'all_docs' ? winner.leaves : [winner.rev]
      const seq = formatSequence(winner.seq, store.instance)
      const row = {
        seq,
        id: winner.id,
        changes: revs.map((rev) => ({ rev })),
        ...(winner.deleted && { deleted: true }),
      }
      const text = JSON.stringify(row)
      return {
        seq,
        text: includeDocs ? `${text.slice(0, -1)},"doc":${winner.text({ conflicts })}}` : text,
      }
    }),
    lastSeq: found.at(-1)?.seq ?? since,
  }
}

async function readFiltered(
  store: Store,
  filter: ChangesFilter,
  { since, limit }: { readonly since: number; readonly limit: number },
): Promise<Page> {
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
  return {
    rows: page.results.map(({ seq: number, id, changes, deleted, doc }) => {
      const seq = formatSequence(number, store.instance)
      const row = { seq, id, changes: winnerFirst(changes, doc._rev), ...(deleted && { deleted }) }
      return { seq, text: JSON.stringify(filter.includeDocs ? { ...row, doc } : row) }
    }),
    lastSeq: page.last_seq,
  }
}

/** CouchDB lists the winning leaf first, and replicators rely on it. */
function winnerFirst(
  changes: readonly { readonly rev: string }[],
  winner: string,
): readonly { readonly rev: string }[] {
  return [...changes].sort((a, b) => Number(b.rev === winner) - Number(a.rev === winner))
}
