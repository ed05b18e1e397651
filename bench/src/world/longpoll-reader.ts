import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { type LiveReader, type OnDocument } from './live-reader.ts'

const Changes = v.object({
  results: v.array(v.object({ id: v.string() })),
  last_seq: v.union([v.string(), v.number()]),
})

/** Where readers poll, and how they are let in. */
export interface Polled {
  /** Address of the database, without a slash at the end. */
  readonly database: string
  readonly authorization: string
  /** One for all readers, so that each keeps its connection. */
  readonly agent: Agent
}

/** Makes the agent that all readers of a feed share. */
export const pollingAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: Infinity })

/** Follows a CouchDB database by long polls, as `replicateCouchDB` does, from now on. */
export const openLongpollReader = async (
  polled: Polled,
  onDocument: OnDocument,
): Promise<LiveReader> => {
  const closing = new AbortController()
  const ask = (feed: 'normal' | 'longpoll', since: string | number): Promise<unknown> => {
    const query = new URLSearchParams({
      feed,
      since: String(since),
      include_docs: 'true',
      heartbeat: '60000',
    })
    const url = `${polled.database}/_changes?${query.toString()}`
    const { agent, authorization } = polled
    return new Promise((resolve, reject) => {
      const options = { agent, headers: { authorization }, signal: closing.signal }
      get(url, options, (answer) => {
        text(answer).then((body) => resolve(JSON.parse(body)), reject)
      }).on('error', reject)
    })
  }
  const follow = async (from: string | number): Promise<void> => {
    let since = from
    while (!closing.signal.aborted) {
      const { results, last_seq } = v.parse(Changes, await ask('longpoll', since))
      since = last_seq
      for (const { id } of results) onDocument(id)
    }
  }
  const { last_seq } = v.parse(Changes, await ask('normal', 'now'))
  follow(last_seq).catch((error: unknown) => {
    if (!closing.signal.aborted) throw error
  })
  // The first long poll is on its way but may not have arrived.
  await sleep(0)
  return { close: () => closing.abort(), isOpen: () => !closing.signal.aborted }
}
