import { formatSequence } from './sequence.ts'
import type { FeedEvent } from './feed.ts'
import type { Store } from '../storage/store.ts'

type Events = AsyncGenerator<FeedEvent>

const head = '{"results":[\n'

/** Writes a whole answer of `feed=normal`. */
export async function* normalText(
  store: Store,
  events: Events,
  since: number,
): AsyncGenerator<string> {
  let lastSeq = since
  let separator = head
  for await (const event of events) {
    if (event.kind !== 'rows') continue
    lastSeq = event.lastSeq
    if (event.rows.length === 0) continue
    yield separator + event.rows.map(({ text }) => text).join(',\n')
    separator = ',\n'
  }
  yield (separator === head ? head : '') + tail(store, lastSeq)
}

/** Writes an answer of `feed=longpoll`: signs of life, then the first changes and the end. */
export async function* longpollText(
  store: Store,
  events: Events,
  since: number,
): AsyncGenerator<string> {
  yield head
  for await (const event of events) {
    if (event.kind === 'heartbeat') {
      yield '\n'
      continue
    }
    yield event.rows.map(({ text }) => text).join(',\n') + tail(store, event.lastSeq)
    return
  }
  yield tail(store, since)
}

/** Writes an answer of `feed=continuous`: one change a line. */
export async function* continuousText(
  store: Store,
  events: Events,
  since: number,
): AsyncGenerator<string> {
  let lastSeq = since
  for await (const event of events) {
    if (event.kind === 'rows') lastSeq = event.lastSeq
    yield event.kind === 'rows' ? event.rows.map(({ text }) => `${text}\n`).join('') : '\n'
  }
  yield `${JSON.stringify(ending(store, lastSeq))}\n`
}

/** Writes an answer of `feed=eventsource` for browsers. */
export async function* eventSourceText(events: Events): AsyncGenerator<string> {
  for await (const event of events)
    yield event.kind === 'rows'
      ? event.rows.map(({ seq, text }) => `data: ${text}\nid: ${JSON.stringify(seq)}\n\n`).join('')
      : 'event: heartbeat\ndata: \n\n'
}

function tail(store: Store, lastSeq: number): string {
  const { last_seq, pending } = ending(store, lastSeq)
  return `\n],\n"last_seq":${JSON.stringify(last_seq)},"pending":${pending}}\n`
}

function ending(store: Store, lastSeq: number): { last_seq: string; pending: number } {
  const pending = store.closed.aborted ? 0 : store.pendingAfter(lastSeq)
  return { last_seq: formatSequence(lastSeq, store.instance), pending }
}
