import { expect, test } from 'vitest'
import type { ChangeRow, Database, LiveOptions } from './couch-server.ts'

/** A database of the server under test, and how to write to it. */
export interface FedDatabase {
  readonly database: Database
  /** Makes up an id that nothing has. */
  readonly anId: () => string
  /** Stores a document and gives its revision. */
  readonly stored: (id: string, body?: Record<string, unknown>) => Promise<string>
}

/** Follows a database row by row. */
export async function* rowsOf(database: Database, options: LiveOptions): AsyncGenerator<ChangeRow> {
  for await (const rows of database.live(options)) yield* rows
}

/** Says what the live feed of every CouchServer does. */
export function liveFeedAcceptance(fed: () => FedDatabase): void {
  test('a live feed brings old and new changes, tombstones too, and ends with its signal', async () => {
    const { database, anId, stored } = fed()
    const { lastSeq } = await database.changes({ since: 'now', limit: 1 })
    const [past, future] = [anId(), anId()]
    await stored(past)
    const ended = new AbortController()
    const seen: (readonly [string, boolean])[] = []
    for await (const { doc } of rowsOf(database, { since: lastSeq, signal: ended.signal })) {
      seen.push([doc._id, doc._deleted ?? false])
      if (seen.length === 1)
        void stored(future).then((rev) => stored(future, { _rev: rev, _deleted: true }))
      if (doc._deleted) ended.abort()
    }
    expect(seen[0]).toEqual([past, false])
    expect(seen.at(-1)).toEqual([future, true])
  })

  test('a live feed goes on from the token of any row', async () => {
    const { database, anId } = fed()
    const { lastSeq } = await database.changes({ since: 'now', limit: 1 })
    const ids = [anId(), anId(), anId()]
    await database.putMany(ids.map((_id) => ({ _id })))
    const seen: string[] = []
    let since = lastSeq
    while (seen.length < ids.length) {
      for await (const { seq, doc } of rowsOf(database, {
        since,
        signal: AbortSignal.timeout(5_000),
      })) {
        seen.push(doc._id)
        since = seq
        break
      }
    }
    expect(seen.toSorted()).toEqual(ids.toSorted())
  })

  test('a live feed leaves nothing out while many write', async () => {
    const { database, anId, stored } = fed()
    const { lastSeq } = await database.changes({ since: 'now', limit: 1 })
    const ids = Array.from({ length: 400 }, anId)
    const missing = new Set(ids)
    const ended = new AbortController()
    const writing = (async () => {
      for (let at = 0; at < ids.length; at += 20)
        await Promise.all(ids.slice(at, at + 20).map((id) => stored(id)))
    })()
    for await (const { doc } of rowsOf(database, { since: lastSeq, signal: ended.signal })) {
      missing.delete(doc._id)
      if (missing.size === 0) ended.abort()
    }
    await writing
    expect(missing).toEqual(new Set())
  })
}
