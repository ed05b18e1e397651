import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterEach, expect, test } from 'vitest'
import { temporaryCouch, testAdmin, type TemporaryCouch } from '../embedded/_temporary-couch.ts'
import { databaseName } from '../names/database-name.ts'
import { rowsOf } from '../port/_live-feed-acceptance.ts'
import type { CouchServer, Database } from '../port/couch-server.ts'
import type { FeedTrouble } from './live-changes.ts'
import { createRemoteCouch } from './remote-couch.ts'

type Fault = (request: IncomingMessage, answer: ServerResponse) => void

interface Line extends AsyncDisposable {
  readonly couch: TemporaryCouch
  readonly server: CouchServer
  readonly database: Database
  readonly troubles: FeedTrouble[]
  /** Lets the next feeds meet these faults, one after the other. */
  break(...faults: readonly Fault[]): void
}

const name = databaseName({ tenant: v.parse(TenantId, 'demo'), collection: 'tickets' })
const lines: Line[] = []

afterEach(async () => {
  for (const line of lines.splice(0)) await line[Symbol.asyncDispose]()
})

/** Puts a line with faults between a client and an embedded server. */
async function aLine(): Promise<Line> {
  const couch = await temporaryCouch()
  let faults: Fault[] = []
  const proxy = createServer((request, answer) => {
    const fault = request.url?.includes('feed=continuous') ? faults.shift() : undefined
    if (fault) fault(request, answer)
    else void forward(couch.url, request, answer)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  const troubles: FeedTrouble[] = []
  const server = createRemoteCouch({
    url: `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`,
    user: testAdmin.name,
    password: testAdmin.password,
    timeoutMs: 500,
    heartbeatMs: 100,
    silenceMs: 300,
    random: () => 0,
    onTrouble: (trouble) => troubles.push(trouble),
  })
  if (!name.ok) throw new Error('name')
  await server.ensureDatabase(name.value, { indexes: [] })
  const line: Line = {
    couch,
    server,
    database: server.database(name.value),
    troubles,
    break: (...next) => (faults = [...next]),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      proxy.closeAllConnections()
      proxy.close()
      await couch[Symbol.asyncDispose]()
    },
  }
  lines.push(line)
  return line
}

async function forward(
  to: string,
  request: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const left = new AbortController()
  answer.on('close', () => left.abort())
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const upstream = await fetch(to + (request.url ?? ''), {
      method: request.method ?? 'GET',
      headers: {
        authorization: request.headers.authorization ?? '',
        'content-type': 'application/json',
      },
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      signal: left.signal,
    })
    answer.writeHead(upstream.status, { 'content-type': 'application/json' })
    for await (const chunk of upstream.body ?? []) answer.write(chunk)
    answer.end()
  } catch {
    answer.destroy()
  }
}

const json =
  (status: number, body: unknown): Fault =>
  (_, answer) =>
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

const faultTable: readonly (readonly [string, Fault])[] = [
  ['401', json(401, { error: 'unauthorized', reason: 'no' })],
  ['500', json(500, { error: 'unknown_error' })],
  ['502 with a page', (_, answer) => answer.writeHead(502).end('<html>Bad gateway</html>')],
  ['an error as a success', json(200, { error: 'not_found', reason: 'missing' })],
  ['an empty object', json(200, {})],
  ['a login page', (_, answer) => answer.writeHead(200).end('<html>Log in</html>')],
  ['half an answer', (_, answer) => answer.writeHead(200).end('{"seq":"1-x","id"')],
  ['a broken connection', (request) => request.socket.destroy()],
  ['silence', () => undefined],
  ['silence after a sign of life', (_, answer) => answer.writeHead(200).write('\n')],
]

test.for(faultTable)('a live feed survives %s and leaves nothing out', async ([, fault]) => {
  const line = await aLine()
  line.break(fault, fault)
  await line.database.putMany([{ _id: 'a' }, { _id: 'b' }])
  const seen: string[] = []
  const options = { since: '0', signal: AbortSignal.timeout(5_000) }
  for await (const { doc } of rowsOf(line.database, options)) {
    seen.push(doc._id)
    if (seen.length === 2) {
      line.break(fault)
      await line.database.put({ _id: 'c' })
    }
    if (seen.length === 3) break
  }
  expect(seen).toEqual(['a', 'b', 'c'])
  expect(line.troubles.slice(0, 2).map(({ failures }) => failures)).toEqual([1, 2])
})

test('a feed that starts now keeps what comes while its start fails', async () => {
  const line = await aLine()
  const dead = json(503, { error: 'unavailable' })
  const feed = line.database.live({ since: 'now', signal: AbortSignal.timeout(5_000) })
  line.break(dead, dead)
  const first = feed[Symbol.asyncIterator]().next()
  await expect.poll(() => line.troubles.length).toBe(1)
  await line.database.put({ _id: 'meanwhile' })
  expect(await first).toMatchObject({ value: [{ doc: { _id: 'meanwhile' } }] })
})

test('a reader who takes longer than the silence meets no trouble and misses nothing', async () => {
  const line = await aLine()
  const ids = Array.from({ length: 2_000 }, (_, n) => `d${n}`)
  for (let at = 0; at < ids.length; at += 100)
    await line.database.putMany(
      ids.slice(at, at + 100).map((_id) => ({ _id, text: 'x'.repeat(500) })),
    )
  const seen: string[] = []
  const options = { since: '0', signal: AbortSignal.timeout(10_000) }
  for await (const rows of line.database.live(options)) {
    if (seen.length === 0) await sleep(700)
    seen.push(...rows.map(({ doc }) => doc._id))
    if (seen.length === ids.length) break
  }
  expect(seen).toEqual(ids)
  expect(line.troubles).toEqual([])
})

test('a reader who leaves ends the upstream feed', async () => {
  const line = await aLine()
  await line.database.put({ _id: 'a' })
  const feed = line.database.live({ since: '0', signal: AbortSignal.timeout(5_000) })
  const rows = feed[Symbol.asyncIterator]()
  await rows.next()
  await rows.return?.()
  // The server waits for open feeds when it stops, so this would take its 5 s.
  const started = performance.now()
  await lines.pop()?.[Symbol.asyncDispose]()
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('disposing the client ends its feeds', async () => {
  const line = await aLine()
  const feed = line.database.live({ since: '0', signal: new AbortController().signal })
  const next = feed[Symbol.asyncIterator]().next()
  await line.server[Symbol.asyncDispose]()
  expect(await next).toMatchObject({ done: true })
})

test('a server that is silent or gone is not up, and requests fail in time', async () => {
  const line = await aLine()
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`
  const server = createRemoteCouch({ url, user: 'a', password: 'b', timeoutMs: 150 })
  expect(await server.up()).toBe(false)
  const failure = server.database(line.database.name).get('x')
  await expect(failure).rejects.toMatchObject({ name: 'CouchRequestError', status: undefined })
  silent.closeAllConnections()
  silent.close()
  expect(await server.up()).toBe(false)
})

test('a wrong password is told by its status', async () => {
  const line = await aLine()
  const server = createRemoteCouch({ url: line.couch.url, user: 'admin', password: 'wrong' })
  const failure = server.listDatabases()
  await expect(failure).rejects.toMatchObject({ name: 'CouchRequestError', status: 401 })
})
