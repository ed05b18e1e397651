import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aConnection, ended, goLive, wait } from './_a-connection.ts'
import { unreachable } from './_fake-session.ts'
import { type RequestProblem } from './request.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const shutOut: RequestProblem = {
  kind: 'answered',
  status: 401,
  code: 'revoked',
  detail: 'A manager revoked it.',
  retryAfterSeconds: 0,
}

test('a stream that is ready is live, and what came before is pulled', async () => {
  const { connection, sockets, seen } = await aConnection()
  await goLive(sockets[0])
  expect(sockets[0]?.heard).toEqual([
    { type: 'hello', token: 'token', collections: ['catalog', 'tickets', 'customers', 'shifts'] },
  ])
  expect(seen).toEqual(['down', 'live', 'resync'])
  await ended(connection)
})

test('rows and resyncs are passed on, and garbage is passed over', async () => {
  const { connection, sockets, seen } = await aConnection()
  await goLive(sockets[0])
  const rows = { documents: [], checkpoint: { token: 'c' } }
  sockets[0]?.say({ type: 'rows', collection: 'tickets', ...rows })
  sockets[0]?.sayRaw('no json')
  sockets[0]?.sayRaw('{"type":"of a newer build"}')
  sockets[0]?.sayRaw(new ArrayBuffer(3))
  sockets[0]?.say({ type: 'resync' })
  expect(seen.slice(3)).toEqual(['rows of tickets', 'resync'])
  await ended(connection)
})

test('both sides say that they are alive', async () => {
  const { connection, sockets, seen } = await aConnection()
  await goLive(sockets[0])
  for (let times = 0; times < 10; times += 1) {
    await wait(10_000)
    sockets[0]?.say({ type: 'pong' })
  }
  expect(sockets[0]?.heard.filter(({ type }) => type === 'ping')).toHaveLength(10)
  expect([sockets.length, seen.at(-2)]).toEqual([1, 'live'])
  await ended(connection)
})

test('a socket that falls silent is replaced', async () => {
  const { connection, sockets, seen } = await aConnection()
  await goLive(sockets[0])
  await wait(24_999)
  expect(sockets[0]?.isClosed()).toBe(false)
  await wait(1)
  expect(sockets[0]?.isClosed()).toBe(true)
  await wait(125)
  expect(sockets).toHaveLength(2)
  await goLive(sockets[1])
  expect(seen).toEqual(['down', 'live', 'resync', 'down', 'live', 'resync'])
  await ended(connection)
})

test('a gateway that takes the socket and says nothing counts as blocked after five seconds', async () => {
  const { connection, sockets, seen } = await aConnection()
  sockets[0]?.open()
  await wait(5_000)
  expect(seen).toEqual(['down', 'polling', 'resync'])
  await ended(connection)
})

test('where sockets are blocked and the gateway answers, changes are polled', async () => {
  const { connection, sockets, seen } = await aConnection()
  sockets[0]?.end()
  await wait(0)
  expect(seen).toEqual(['down', 'polling', 'resync'])
  await wait(5_000)
  expect(sockets).toHaveLength(2)
  sockets[1]?.end()
  await wait(0)
  expect(seen.slice(3)).toEqual(['polling', 'resync'])
  await wait(5_000)
  await goLive(sockets[2])
  expect(seen.at(-2)).toBe('live')
  await ended(connection)
})

test('an unreachable gateway is asked with longer and longer pauses', async () => {
  const { connection, sockets, world, seen } = await aConnection()
  world.isReachable = false
  const pauses = []
  for (let attempt = 0; attempt < 100; attempt += 1) {
    sockets.at(-1)?.end()
    await wait(0)
    const before = sockets.length
    let pause = 0
    while (sockets.length === before) {
      await wait(25)
      pause += 25
    }
    pauses.push(pause)
  }
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect([pauses[0], pauses[49], pauses[99]]).toEqual([50, 150, 375])
  expect(new Set(seen)).toEqual(new Set(['down']))
  await ended(connection)
})

test('a network that wakes ends the pause', async () => {
  const { connection, sockets, world, wake$ } = await aConnection()
  world.isReachable = false
  for (let attempt = 0; attempt < 5; attempt += 1) {
    sockets.at(-1)?.end()
    await wait(0)
    wake$.next()
    await wait(0)
  }
  expect(sockets).toHaveLength(6)
  await ended(connection)
})

test('a network that wakes in the middle of an attempt makes the next one come at once', async () => {
  const { connection, sockets, world, wake$ } = await aConnection()
  world.isReachable = false
  for (let attempt = 0; attempt < 30; attempt += 1) {
    sockets.at(-1)?.end()
    await wait(attempt < 29 ? 2_000 : 0)
  }
  const before = sockets.length
  wake$.next()
  sockets.at(-1)?.end()
  await wait(0)
  expect(sockets.length).toBe(before + 1)
  await ended(connection)
})

test('a stream that sleeps through a wake of the network is replaced after three seconds', async () => {
  const { connection, sockets, wake$ } = await aConnection()
  await goLive(sockets[0])
  wake$.next()
  expect(sockets[0]?.heard.at(-1)).toEqual({ type: 'ping' })
  await wait(2_999)
  expect(sockets[0]?.isClosed()).toBe(false)
  await wait(1)
  expect([sockets[0]?.isClosed(), sockets.length]).toEqual([true, 2])
  await ended(connection)
})

test('a stream that answers a wake of the network stays', async () => {
  const { connection, sockets, wake$ } = await aConnection()
  await goLive(sockets[0])
  wake$.next()
  sockets[0]?.say({ type: 'pong' })
  await wait(20_000)
  expect([sockets[0]?.isClosed(), sockets.length]).toEqual([false, 1])
  await ended(connection)
})

test('a device that was shut out says so, and asks again now and then', async () => {
  const { connection, sockets, world, seen } = await aConnection()
  await goLive(sockets[0])
  world.refusal = shutOut
  sockets[0]?.say({ type: 'bye', reason: 'revoked' })
  sockets[0]?.end()
  await wait(100)
  expect(seen.at(-1)).toBe('revoked')
  world.refusal = undefined
  await wait(60_000)
  expect(sockets).toHaveLength(2)
  await ended(connection)
})

test('a source of waking that ends does not end the connection', async () => {
  const { connection, sockets, world, wake$ } = await aConnection()
  world.isReachable = false
  wake$.complete()
  sockets[0]?.end()
  await wait(125)
  expect(sockets).toHaveLength(2)
  await ended(connection)
})

test('without a token no socket is opened', async () => {
  const { connection, sockets, world } = await aConnection()
  world.refusal = unreachable
  sockets[0]?.end()
  await wait(5_000)
  await wait(60_000)
  expect(sockets).toHaveLength(1)
  world.refusal = undefined
  await wait(15_000)
  expect(sockets.length).toBeGreaterThan(1)
  await ended(connection)
})

test('a gateway that answers with errors is asked ever more slowly', async () => {
  const { connection, world, sockets } = await aConnection()
  let asked = 0
  world.beforeToken = () => {
    asked += 1
    return Promise.resolve()
  }
  world.refusal = { ...shutOut, status: 503, code: 'database_unavailable' }
  sockets[0]?.end()
  await wait(60_000)
  expect(asked).toBeLessThan(20)
  await ended(connection)
})

test.for([
  ['expired', 1],
  ['revoked', 1],
  ['shutdown', 0],
] as const)('after a bye for %s the token is renewed %d times', async ([reason, renewals]) => {
  const { connection, sockets, world } = await aConnection()
  await goLive(sockets[0])
  sockets[0]?.say({ type: 'bye', reason })
  expect(world.renewals).toBe(renewals)
  await ended(connection)
})

test('whoever waits for the connection goes on when it is there', async () => {
  const { connection, sockets } = await aConnection()
  let isUp = false
  const waiting = connection.whenUp(new AbortController().signal).then(() => {
    isUp = true
  })
  await wait(0)
  expect(isUp).toBe(false)
  await goLive(sockets[0])
  await waiting
  expect(isUp).toBe(true)
  await ended(connection)
})

test('restart drops the stream and opens another', async () => {
  const { connection, sockets } = await aConnection()
  await goLive(sockets[0])
  connection.restart()
  await wait(125)
  expect([sockets.length, sockets[0]?.isClosed()]).toEqual([2, true])
  await ended(connection)
})

test('close ends everything: the socket, the pauses and the state', async () => {
  const { connection, sockets, seen } = await aConnection()
  await goLive(sockets[0])
  await ended(connection)
  await wait(60_000)
  expect([sockets.length, sockets[0]?.isClosed()]).toEqual([1, true])
  expect(seen.slice(-2)).toEqual(['down', 'end'])
  await connection.whenUp(new AbortController().signal)
})

test('a connection that is closed while its token is on the way opens nothing that stays', async () => {
  const { connection, sockets, world } = await aConnection()
  await goLive(sockets[0])
  const held = new Promise<void>((resolve) => {
    world.beforeToken = () => held
    setTimeout(resolve, 3_000)
  })
  sockets[0]?.end()
  await wait(1_000)
  connection.close()
  await wait(2_000)
  expect(sockets.every((socket) => socket.isClosed())).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})
