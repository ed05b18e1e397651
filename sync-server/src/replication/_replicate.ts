import { startTestCouch } from '@totem/couchdb/testing'
import * as v from 'valibot'

/** A CouchDB to ask by plain HTTP. */
export interface PlainCouch {
  readonly url: string
  readonly ask: (method: string, path: string, body?: unknown) => Promise<unknown>
}

/** Speaks to a CouchDB as its admin, past every gateway. */
export const plainCouch = ({
  url,
  user,
  password,
}: {
  readonly url: string
  readonly user: string
  readonly password: string
}): PlainCouch => ({
  url,
  ask: async (method, path, body) => {
    const response = await fetch(`${url}/${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${user}:${password}`)}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return response.json()
  },
})

/** Starts the database of an edge: a second server beside the cloud's. */
export const startEdgeCouch = async (): Promise<PlainCouch & AsyncDisposable> => {
  const couch = await startTestCouch()
  return { ...plainCouch(couch), [Symbol.asyncDispose]: () => couch[Symbol.asyncDispose]() }
}

const Changes = v.object({
  results: v.array(v.object({ id: v.string(), changes: v.array(v.object({ rev: v.string() })) })),
})
const Revisions = v.object({
  results: v.array(v.object({ docs: v.array(v.object({ ok: v.unknown() })) })),
})

/** Replicates a database one way as CouchDB does: every leaf with its history, conflicts and all. */
export const replicate = async (
  database: string,
  { from, to }: { readonly from: PlainCouch; readonly to: PlainCouch },
): Promise<void> => {
  await to.ask('PUT', database)
  const { results } = v.parse(Changes, await from.ask('GET', `${database}/_changes?style=all_docs`))
  const wanted = results
    .filter(({ id }) => !id.startsWith('_design/'))
    .flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })))
  if (wanted.length === 0) return
  const read = await from.ask('POST', `${database}/_bulk_get?revs=true`, { docs: wanted })
  const docs = v.parse(Revisions, read).results.flatMap((row) => row.docs.map(({ ok }) => ok))
  await to.ask('POST', `${database}/_bulk_docs`, { docs, new_edits: false })
}
