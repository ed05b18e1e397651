import * as v from 'valibot'
import { liveChanges, pastChanges, type FeedRequest } from '../changes/feed.ts'
import { continuousText, eventSourceText, longpollText, normalText } from '../changes/feed-text.ts'
import type { ChangesFilter } from '../changes/read-changes.ts'
import { parseSince } from '../changes/sequence.ts'
import type { Store } from '../storage/store.ts'
import { storeOf, type CouchContext, type CouchDeps, type Handler } from './context.ts'
import { badRequest, notImplemented } from '../couch-error.ts'
import { readNumber } from './query.ts'
import { readJsonObject, type JsonObject } from './read-body.ts'
import { streamText } from './stream-text.ts'

const defaultTimeout = 60_000
const defaultHeartbeat = 60_000

/** Makes the handler of `_changes` with all its feeds. */
export function changesHandler(deps: CouchDeps): Handler {
  return async (c) => {
    const store = await storeOf(c, deps)
    const request = await readFeedRequest(c, store)
    const feed = c.req.query('feed') ?? 'normal'
    const write = writers[feed]
    if (!write)
      throw badRequest('Supported `feed` types: normal, continuous, live, longpoll, eventsource')
    const type = feed === 'eventsource' ? 'text/event-stream' : 'application/json'
    const until = [deps.stopping, store.closed]
    const body = streamText((signal) => write(store, request, signal), until)
    return new Response(body, {
      headers: { 'content-type': type, 'cache-control': 'must-revalidate' },
    })
  }
}

type FeedWriter = (
  store: Store,
  request: FeedRequest,
  signal: AbortSignal,
) => AsyncGenerator<string>

const continuous: FeedWriter = (store, request, signal) =>
  continuousText(store, liveChanges(store, request, signal), request.since)

const writers: Readonly<Record<string, FeedWriter>> = {
  normal: (store, request) => normalText(store, pastChanges(store, request), request.since),
  longpoll: (store, request, signal) =>
    longpollText(store, liveChanges(store, request, signal), request.since),
  continuous,
  live: continuous,
  eventsource: (store, request, signal) => eventSourceText(liveChanges(store, request, signal)),
}

async function readFeedRequest(c: CouchContext, store: Store): Promise<FeedRequest> {
  // Backup clients post without a body.
  const hasBody = c.req.method === 'POST' && c.req.header('content-length') !== '0'
  const body: JsonObject = hasBody ? await readJsonObject(c) : {}
  const since = c.req.query('since') ?? c.req.header('last-event-id')
  const heartbeat = c.req.query('heartbeat')
  return {
    filter: readFilter(c, body),
    since: parseSince(since, { instance: store.instance, head: store.updateSeq() }),
    limit: readNumber(c.req.query('limit'), 'limit') ?? Number.MAX_SAFE_INTEGER,
    timeout: readNumber(c.req.query('timeout'), 'timeout') ?? defaultTimeout,
    heartbeat: heartbeat === 'true' ? defaultHeartbeat : readHeartbeat(heartbeat),
  }
}

function readHeartbeat(text: string | undefined): number | undefined {
  const ms = text === 'false' ? 0 : readNumber(text, 'heartbeat')
  return ms === 0 ? undefined : ms
}

const idsSchema = v.array(v.string())
const selectorSchema = v.looseObject({})

function readFilter(c: CouchContext, body: JsonObject): ChangesFilter {
  const kind = c.req.query('filter')
  return {
    style: c.req.query('style') === 'all_docs' ? 'all_docs' : 'main_only',
    includeDocs: c.req.query('include_docs') === 'true',
    conflicts: c.req.query('conflicts') === 'true',
    descending: c.req.query('descending') === 'true',
    documentIds: undefined,
    selector: undefined,
    designOnly: false,
    ...(kind !== undefined && readNamedFilter(kind, c, body)),
  }
}

function readNamedFilter(kind: string, c: CouchContext, body: JsonObject): Partial<ChangesFilter> {
  switch (kind) {
    case '_doc_ids': {
      const listed = c.req.query('doc_ids')
      const ids = v.safeParse(idsSchema, body['doc_ids'] ?? parseList(listed))
      if (!ids.success) throw badRequest('`doc_ids` filter parameter is not a list of doc ids.')
      return { documentIds: ids.output }
    }
    case '_selector': {
      const selector = v.safeParse(selectorSchema, body['selector'])
      if (!selector.success) throw badRequest('Missing or invalid `selector`')
      return { selector: selector.output }
    }
    case '_design':
      return { designOnly: true }
    default:
      throw notImplemented('The embedded server does not run filter functions.')
  }
}

function parseList(text: string | undefined): unknown {
  try {
    const list: unknown = JSON.parse(text ?? 'null')
    return list
  } catch {
    return undefined
  }
}
