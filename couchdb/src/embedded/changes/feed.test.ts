import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminHeader, temporaryCouch, type TemporaryCouch } from '../_temporary-couch.ts'

let couch: TemporaryCouch

beforeAll(async () => {
  couch = await temporaryCouch()
  await couch.ask('PUT', '/db')
  await couch.ask('PUT', '/db/first', { body: { kind: 'a' } })
})

afterAll(() => couch[Symbol.asyncDispose]())

/** Reads a feed until it ends or the time is over. */
async function readFeed(path: string, ms: number): Promise<{ text: string; ended: boolean }> {
  const signal = AbortSignal.timeout(ms)
  const headers = { authorization: adminHeader }
  let text = ''
  try {
    const response = await fetch(couch.url + path, { headers, signal })
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array)
    return { text, ended: true }
  } catch {
    return { text, ended: false }
  }
}

const head = async (): Promise<string> => {
  const { body } = await couch.ask('GET', '/db/_changes?since=now')
  return (body as { last_seq: string }).last_seq
}

test('a long poll shows life, answers the next write and ends', async () => {
  const feed = readFeed(
    '/db/_changes?feed=longpoll&since=now&heartbeat=50&include_docs=true',
    5_000,
  )
  await sleep(180)
  await couch.ask('PUT', '/db/polled', { body: { x: 1 } })
  const { text, ended } = await feed
  expect(ended).toBe(true)
  expect(text).toMatch(/^\{"results":\[\n\n+\{/)
  expect(JSON.parse(text)).toMatchObject({ results: [{ id: 'polled', doc: { x: 1 } }], pending: 0 })
})

test('a long poll without news ends with its timeout', async () => {
  const { text } = await readFeed('/db/_changes?feed=longpoll&since=now&timeout=80', 5_000)
  expect(JSON.parse(text)).toEqual({ results: [], last_seq: await head(), pending: 0 })
})

test('a continuous feed brings lines until its limit', async () => {
  const feed = readFeed('/db/_changes?feed=continuous&since=now&limit=2&heartbeat=50', 5_000)
  await sleep(120)
  await couch.ask('PUT', '/db/line-1', { body: {} })
  await couch.ask('PUT', '/db/line-2', { body: {} })
  const { text, ended } = await feed
  const lines = text.split('\n').filter((line) => line !== '')
  expect(ended).toBe(true)
  expect(text).toMatch(/^\n/)
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { id: 'line-1' },
    { id: 'line-2' },
    { pending: 0 },
  ])
})

test('an event source goes on from the last event it saw', async () => {
  const since = await head()
  await couch.ask('PUT', '/db/event', { body: {} })
  const response = await fetch(`${couch.url}/db/_changes?feed=eventsource&limit=1&timeout=500`, {
    headers: { authorization: adminHeader, 'last-event-id': since },
  })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(await response.text()).toMatch(/^data: \{.*"id":"event".*\}\nid: "\d+-[0-9a-f]+"\n\n$/)
})

test('an event source shows life', async () => {
  const { text } = await readFeed('/db/_changes?feed=eventsource&since=now&heartbeat=40', 150)
  expect(text).toMatch(/^event: heartbeat\ndata: \n\n/)
})

test.for([
  ['GET', '/db/_changes?filter=_doc_ids&doc_ids=["first"]', undefined],
  ['POST', '/db/_changes?filter=_doc_ids', { doc_ids: ['first'] }],
  ['POST', '/db/_changes?filter=_selector', { selector: { kind: 'a' } }],
] as const)('%s %s gives the chosen changes', async ([method, path, body]) => {
  const reply = await couch.ask(method, path, body ? { body } : {})
  expect(reply.body).toMatchObject({ results: [{ id: 'first' }], last_seq: await head() })
})

test('design documents alone can be asked for', async () => {
  await couch.ask('PUT', '/db/_design/d', { body: {} })
  const { body } = await couch.ask('GET', '/db/_changes?filter=_design')
  expect(body).toMatchObject({ results: [{ id: '_design/d' }] })
})

test('the newest changes come first when asked so', async () => {
  await couch.ask('PUT', '/db/newest', { body: {} })
  const { body } = await couch.ask('GET', '/db/_changes?descending=true&limit=1')
  expect(body).toMatchObject({ results: [{ id: 'newest' }] })
})

test('a page says how much comes after it, and an empty page stays where it is', async () => {
  const docs = Array.from({ length: 1_203 }, (_, n) => ({ _id: `many-${n}` }))
  const since = await head()
  await couch.ask('POST', '/db/_bulk_docs', { body: { docs } })
  const page = await couch.ask('POST', `/db/_changes?since=${since}&limit=1000&seq_interval=500`)
  const none = await couch.ask('GET', `/db/_changes?since=${since}&limit=0`)
  const all = await couch.ask('GET', `/db/_changes?since=${since}`)
  expect((page.body as { results: unknown[] }).results).toHaveLength(1_000)
  expect(page.body).toMatchObject({ pending: 203 })
  expect(none.body).toEqual({ results: [], last_seq: since, pending: 1_203 })
  expect((all.body as { results: unknown[] }).results).toHaveLength(1_203)
})

test('a token of another database, or from the future, starts from the beginning', async () => {
  await couch.ask('PUT', '/small')
  await couch.ask('PUT', '/small/only', { body: {} })
  const own = await couch.ask('GET', '/small/_changes')
  const future = (own.body as { last_seq: string }).last_seq.replace(/^1-/, '99-')
  for (const since of [await head(), future]) {
    const { body } = await couch.ask('GET', `/small/_changes?since=${since}`)
    expect(body).toMatchObject({ results: [{ id: 'only' }] })
  }
})

test('a feed ends when its database is deleted', async () => {
  await couch.ask('PUT', '/brief')
  const feed = readFeed('/brief/_changes?feed=longpoll&since=now&heartbeat=10000', 5_000)
  await sleep(100)
  await couch.ask('DELETE', '/brief')
  expect((await feed).ended).toBe(true)
})
