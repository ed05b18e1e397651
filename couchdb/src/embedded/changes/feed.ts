import type { Store } from '../storage/store.ts'
import { readChanges, type ChangeRow, type ChangesFilter } from './read-changes.ts'

/** A feed that a client asked for. */
export interface FeedRequest {
  readonly filter: ChangesFilter
  readonly since: number
  readonly limit: number
  /** Milliseconds of silence after which the feed ends. */
  readonly timeout: number
  /** Milliseconds between signs of life, which replace the timeout. */
  readonly heartbeat: number | undefined
}

/** What a feed yields. */
export type FeedEvent =
  | { readonly kind: 'rows'; readonly rows: readonly ChangeRow[]; readonly lastSeq: number }
  | { readonly kind: 'heartbeat' }

// Bounds the memory of one answer and the time other requests wait for it.
const pageSize = 500

/** Yields the changes there are, page by page, and ends. */
export async function* pastChanges(store: Store, request: FeedRequest): AsyncGenerator<FeedEvent> {
  let { since, limit } = request
  for (;;) {
    const page = await readChanges(store, request.filter, {
      since,
      // A descending page cannot be followed by another.
      limit: request.filter.descending ? limit : Math.min(limit, pageSize),
    })
    yield { kind: 'rows', rows: page.rows, lastSeq: page.lastSeq }
    since = page.lastSeq
    limit -= page.rows.length
    if (page.complete || limit <= 0) return
  }
}

/** Yields changes as they happen, until the limit, the timeout or the signal. */
export async function* liveChanges(
  store: Store,
  request: FeedRequest,
  signal: AbortSignal,
): AsyncGenerator<FeedEvent> {
  let { since, limit } = request
  const pause = request.heartbeat ?? request.timeout
  while (!signal.aborted && limit > 0) {
    // Taken before reading, so that a write during the read is not slept through.
    const version = store.written.version()
    const page = await readChanges(store, request.filter, {
      since,
      limit: Math.min(limit, pageSize),
    })
    since = page.lastSeq
    limit -= page.rows.length
    if (page.rows.length > 0) yield { kind: 'rows', rows: page.rows, lastSeq: page.lastSeq }
    if (!page.complete) continue
    await store.written.wait(version, { signal, ms: pause })
    if (store.written.version() !== version) continue
    if (request.heartbeat === undefined) return
    yield { kind: 'heartbeat' }
  }
}
