import { setTimeout as sleep } from 'node:timers/promises'
import type { ChangeRow, Database, LiveOptions } from '../port/couch-server.ts'
import { backoffMs } from './backoff.ts'
import { createChangeLines } from './change-lines.ts'
import type { CouchConnection } from './couch-connection.ts'
import { CouchRequestError } from './couch-request-error.ts'
import { createRowQueue } from './row-queue.ts'

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
export type FollowLive = (
  database: Database,
  options: LiveOptions,
) => AsyncIterable<readonly ChangeRow[]>

// A reader that lags behind by as many rows is waited for.
const maxWaiting = 500

/** Makes live feeds: one continuous answer of `_changes` each, asked for again when it breaks. */
export function createFollowLive(
  connection: CouchConnection,
  { heartbeatMs, silenceMs, random, onTrouble }: LiveFeedOptions,
): FollowLive {
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
        for await (const rows of openFeed({ database: database.name, at, signal, recovered })) {
          at = rows.at(-1)?.seq ?? at
          yield rows
        }
      } catch (error) {
        if (isAborted(signal)) return
        failures += 1
        onTrouble({ database: database.name, failures, error })
        await sleep(backoffMs(failures, random()), undefined, { signal }).catch(() => undefined)
      }
    }
  }

  /** Yields changes until the first error, which it throws; the end of the answer is one too. */
  async function* openFeed(from: {
    readonly database: string
    readonly at: string
    readonly signal: AbortSignal
    readonly recovered: () => void
  }): AsyncGenerator<readonly ChangeRow[]> {
    const { signal, recovered } = from
    const { answer, cancel } = connection.send({
      db: from.database,
      path: '_changes',
      query: {
        feed: 'continuous',
        since: from.at,
        include_docs: 'true',
        conflicts: 'true',
        heartbeat: String(heartbeatMs),
      },
    })
    const bark = (): void =>
      queue.fail(new CouchRequestError(`CouchDB was silent for ${silenceMs} ms`))
    let silence = setTimeout(bark, silenceMs)
    const lines = createChangeLines(recovered)
    const stop = (): void => queue.fail(signal.reason)
    let resume = (): void => undefined
    const queue = createRowQueue<ChangeRow>(() => resume())

    const read = (message: Awaited<typeof answer>): void => {
      const { statusCode: status = 0 } = message
      message.on('error', (error) => queue.fail(error))
      message.on('end', () => queue.fail(new CouchRequestError('The feed ended')))
      if (status !== 200) {
        queue.fail(new CouchRequestError(`CouchDB answered ${status} to _changes`, { status }))
        return
      }
      resume = () => {
        if (!message.isPaused()) return
        silence = setTimeout(bark, silenceMs)
        message.resume()
      }
      message.setEncoding('utf8')
      message.on('data', (text: string) => {
        silence.refresh()
        try {
          queue.push(lines.read(text))
        } catch (error) {
          queue.fail(error)
        }
        if (queue.length < maxWaiting) return
        // A reader that takes its time is no silence of CouchDB.
        clearTimeout(silence)
        message.pause()
      })
    }
    answer.then(read, (error: unknown) => queue.fail(error))
    signal.addEventListener('abort', stop)
    try {
      yield* queue
    } finally {
      signal.removeEventListener('abort', stop)
      clearTimeout(silence)
      cancel(new CouchRequestError('The feed was left'))
    }
  }
}

// A function, because TypeScript believes that a signal once seen unaborted stays so.
const isAborted = (signal: AbortSignal): boolean => signal.aborted
