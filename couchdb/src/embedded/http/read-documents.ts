import * as v from 'valibot'
import type { Store } from '../storage/store.ts'
import type { Winner } from '../storage/winners.ts'
import { badRequest, fromPouch } from '../couch-error.ts'
import { checkRevision } from './document-rules.ts'
import { readJsonText } from './query.ts'
import type { JsonObject } from './read-body.ts'

const objectSchema = v.record(v.string(), v.unknown())
const revisionListSchema = v.array(v.string())

/** Gives a document's winning revision and its leaves, also of a tombstone; nothing when it was never written. */
export const winnerOf = (store: Store, id: string): Winner | undefined =>
  store.winners.byId([id])[0]

/** Reads one document with CouchDB's options. */
export async function readDocument(
  store: Store,
  id: string,
  query: Readonly<Record<string, string>>,
): Promise<JsonObject> {
  const options = {
    revs: query['revs'] === 'true',
    revs_info: query['revs_info'] === 'true',
    conflicts: query['conflicts'] === 'true',
    latest: query['latest'] === 'true',
    ...(query['rev'] !== undefined && { rev: checkRevision(query['rev']) }),
  }
  return v.parse(objectSchema, await store.pouch.get(id, options))
}

/** Reads all leaves of a document, or those listed: `open_revs`, as answered to a JSON client. */
export async function readLeaves(store: Store, id: string, wanted: string): Promise<unknown> {
  if (wanted === 'all') return store.pouch.get(id, { open_revs: 'all', revs: true })
  const revisions = v.safeParse(revisionListSchema, readJsonText(wanted))
  if (!revisions.success) throw badRequest('`open_revs` must be `all` or a list of revisions')
  return store.pouch.get(id, { open_revs: revisions.output.map(checkRevision), revs: true })
}

/** Reads a revision for `_bulk_get`: a document, or CouchDB's error row. */
export async function readRevision(
  store: Store,
  wanted: { readonly id: string; readonly rev: string | undefined },
  { revs }: { readonly revs: boolean },
): Promise<{ readonly ok: unknown } | { readonly error: unknown }> {
  const { id, rev } = wanted
  try {
    return { ok: await store.pouch.get(id, { revs, ...(rev !== undefined && { rev }) }) }
  } catch (error) {
    const known = fromPouch(error)
    if (!known) throw error
    if (rev === undefined && known.message === 'deleted') return deletedWinner(store, id, revs)
    return { error: { id, rev: rev ?? 'undefined', error: known.error, reason: known.message } }
  }
}

async function deletedWinner(store: Store, id: string, revs: boolean): Promise<{ ok: unknown }> {
  const winner = winnerOf(store, id)
  return { ok: await store.pouch.get(id, { revs, ...(winner && { rev: winner.rev }) }) }
}
