import { setTimeout as sleep } from 'node:timers/promises'
import HttpPouch from 'pouchdb-adapter-http'
import PouchDB from 'pouchdb-core'
import * as v from 'valibot'
import type { ChangeRow, Database, LiveOptions } from '../port/couch-server.ts'
import { backoffMs } from './backoff.ts'
import { changesPageSchema, toChangeRows } from './change-rows.ts'
import { authorization, type CouchAddress } from './couch-request.ts'
import { CouchRequestError } from './couch-request-error.ts'
import { createRowQueue } from './row-queue.ts'
import { fetchWatched } from './watched-fetch.ts'

PouchDB.plugin(HttpPouch)

/** How a feed behaves in trouble. */
export interface LiveFeedOptions {
  /** Milliseconds between the signs of life that are asked for. */
  readonly heartbeatMs: number
  /** Milliseconds of silence after which the connection counts as dead. */
  readonly silenceMs: number
  /** From 0 (included) to 1 (excluded), for the back-off. */
  readonly random: () => number
  /** Told of every interruption; the feed goes on by itself. */
  readonly onTrouble: (trouble: FeedTrouble) => void
}

/** An interruption of a feed. */
export interface FeedTrouble {
  readonly database: string
  /** Tries in a row that failed. */
  readonly failures: number
  readonly error: unknown
}

/** Follows a database from a token on. */
export type FollowLive = (database: Database, options: LiveOptions) => AsyncIterable<ChangeRow>

// One page of the long poll; a reader that lags behind by as much is waited for.
const pageSize = 500

/** Makes live feeds with PouchDB's HTTP adapter: one long poll after the other, never two at once. */
export function createFollowLive(address: CouchAddress, feed: LiveFeedOptions): FollowLive {
  return async function* follow(database, { since, signal }) {
    let at = since
    let failures = 0
    const recovered = (): void => {
      failures = 0
    }
    while (!signal.aborted) {
      try {
        // 'now' is one moment: repeated after an error it would pass over what came in between.
        if (at === 'now') at = (await database.changes({ since: 'now', limit: 1 })).lastSeq
        const url = `${address.url.replace(/\/$/, '')}/${encodeURIComponent(database.name)}`
        for await (const row of openFeed({ url, at, signal, recovered })) {
          at = row.seq
          yield row
        }
      } catch (error) {
        if (isAborted(signal)) return
        failures += 1
        feed.onTrouble({ database: database.name, failures, error })
        await sleep(backoffMs(failures, feed.random()), undefined, { signal }).catch(
          () => undefined,
        )
      }
    }
  }

  /** Yields changes until the first error, which it throws. */
  async function* openFeed(from: {
    readonly url: string
    readonly at: string
    readonly signal: AbortSignal
    readonly recovered: () => void
  }): AsyncGenerator<ChangeRow> {
    const queue = createRowQueue<ChangeRow>()
    const ended = new AbortController()
    const signal = AbortSignal.any([from.signal, ended.signal])
    const headers = { authorization: authorization(address), accept: 'application/json' }

    const fetchPage = async (url: string): Promise<object> => {
      await queue.room(pageSize)
      const text = await fetchWatched(url, { headers, signal }, feed.silenceMs)
      const page = readPage(text)
      from.recovered()
      queue.push(toChangeRows(page.results))
      // All that PouchDB reads of a Response; the body is not parsed a second time.
      return { ok: true, status: 200, json: () => Promise.resolve(page) }
    }

    const pouch = new PouchDB(from.url, { adapter: 'http', skip_setup: true, fetch: fetchPage })
    const changes = pouch.changes({
      live: true,
      since: from.at,
      include_docs: true,
      conflicts: true,
      batch_size: pageSize,
      heartbeat: feed.heartbeatMs,
      return_docs: false,
    })
    changes.on('error', (error) => queue.fail(error))
    changes.on('complete', () => queue.fail(new CouchRequestError('The feed ended')))
    changes.catch(() => undefined)
    const stop = (): void => queue.fail(signal.reason)
    signal.addEventListener('abort', stop)
    try {
      yield* queue
    } finally {
      signal.removeEventListener('abort', stop)
      changes.cancel()
      ended.abort()
      await pouch.close()
    }
  }
}

function readPage(text: string): v.InferOutput<typeof changesPageSchema> {
  try {
    return v.parse(changesPageSchema, JSON.parse(text))
  } catch (cause) {
    throw new CouchRequestError('CouchDB answered _changes with something else', { cause })
  }
}

// A function, because TypeScript believes that a signal once seen unaborted stays so.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
