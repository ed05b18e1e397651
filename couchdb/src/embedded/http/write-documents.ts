import * as v from 'valibot'
import { omit } from '../../omit.ts'
import type { Store } from '../storage/store.ts'
import { fromPouch, type CouchError } from '../couch-error.ts'
import { refusedDesign } from './document-rules.ts'
import type { JsonObject } from './read-body.ts'

/** What became of one document of a batch. */
export type WriteRow =
  | { readonly ok: true; readonly id: string; readonly rev: string }
  | { readonly ok: false; readonly id: string; readonly error: CouchError }

const writtenSchema = v.object({ ok: v.literal(true), id: v.string(), rev: v.string() })
const failedSchema = v.object({ id: v.string() })

/**
 * Writes checked documents in one transaction, durable when it resolves, and wakes the feeds.
 *
 * @returns a row per document in order. With `newEdits` false the revisions are taken as they are.
 */
export async function writeDocuments(
  store: Store,
  docs: readonly JsonObject[],
  { newEdits }: { readonly newEdits: boolean },
): Promise<readonly WriteRow[]> {
  const refused = new Map<JsonObject, CouchError>()
  for (const doc of docs) {
    const error = refusedDesign(doc)
    if (error) refused.set(doc, error)
  }
  const accepted = docs.filter((doc) => !refused.has(doc))
  const rows = accepted.length > 0 ? await bulkDocs(store, accepted, newEdits) : []
  store.written.wake()
  const inOrder = rows.values()
  return docs.map((doc): WriteRow => {
    const id = String(doc['_id'])
    const refusal = refused.get(doc)
    return refusal ? { ok: false, id, error: refusal } : toRow(id, inOrder.next().value)
  })
}

async function bulkDocs(
  store: Store,
  docs: readonly JsonObject[],
  newEdits: boolean,
): Promise<readonly unknown[]> {
  if (newEdits) {
    const copies = docs.map((doc) => omit(doc, '_revisions'))
    return store.pouch.bulkDocs(copies)
  }
  // PouchDB alters what it is given, and with foreign revisions it answers the failed rows alone.
  const copies = docs.map((doc) => ({ ...doc }))
  const failures: readonly unknown[] = await store.pouch.bulkDocs(copies, { new_edits: false })
  const failed = new Map(failures.map((row) => [v.parse(failedSchema, row).id, row]))
  return docs.map(({ _id, _rev }) => failed.get(String(_id)) ?? { ok: true, id: _id, rev: _rev })
}

function toRow(id: string, row: unknown): WriteRow {
  const written = v.safeParse(writtenSchema, row)
  if (written.success) return written.output
  const error = fromPouch(row)
  if (!error) throw new Error('PouchDB answered neither a revision nor an error')
  return { ok: false, id, error }
}
