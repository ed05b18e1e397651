import { LiveServerMessage, silenceMs, type CollectionName } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { testTenant } from '../_test-gateway.ts'
import { type Principal } from '../auth/principal.ts'
import { type ChangeBatch, type ChangeListener } from './change-feed.ts'
import { positionToCheckpoint } from './checkpoint.ts'
import { type EndLive, type LiveDependencies, openLiveSession } from './live-session.ts'
import { createOrigins, versionOf } from './origins.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

const principal = v.parse(
  v.custom<Principal>(() => true),
  {
    tenantId: testTenant,
    device: 'dtablet',
    kind: 'tablet',
    role: 'operator',
    expiresAt: 901_000,
  },
)

/** A session on a socket and feeds that the test holds in its hands. */
const aSession = (changes: Partial<LiveDependencies> = {}) => {
  const said: LiveServerMessage[] = []
  const listeners = new Map<CollectionName, ChangeListener>()
  const origins = createOrigins()
  const network = { buffered: 0, isClosed: false }
  const counted: Principal[] = []
  let end: EndLive = () => undefined
  const session = openLiveSession(
    {
      feeds: {
        listen: ({ collection }, listener) => {
          listeners.set(collection, listener)
          return Promise.resolve(() => listeners.delete(collection))
        },
        [Symbol.asyncDispose]: () => Promise.resolve(),
      },
      origins,
      authenticate: (token) => Promise.resolve(token === 'good' ? principal : undefined),
      clock: () => Date.now(),
      onOpen: (who, ending) => {
        counted.push(who)
        end = ending
        return () => counted.pop()
      },
      ...changes,
    },
    {
      send: (text) => said.push(v.parse(LiveServerMessage, JSON.parse(text))),
      close: () => {
        network.isClosed = true
      },
      bufferedBytes: () => network.buffered,
    },
  )
  return {
    session,
    said,
    listeners,
    network,
    origins,
    counted,
    end: (...why: Parameters<EndLive>) => end(...why),
    hello: async (token = 'good', collections: CollectionName[] = ['tickets']) => {
      session.hear(JSON.stringify({ type: 'hello', token, collections }))
      await vi.advanceTimersByTimeAsync(0)
    },
  }
}

const aTicket = { _id: 't1', _rev: '1-a', tenantId: 'demo', status: 'waiting', events: { e1: {} } }
const aBatch = (...documents: readonly ChangeBatch['documents'][number][]): ChangeBatch => ({
  collection: 'tickets',
  documents: documents.length === 0 ? [aTicket] : documents,
  database: 'totem_demo_tickets',
  epoch: 'e',
  seq: '7-x',
})
const rows = {
  type: 'rows',
  collection: 'tickets',
  documents: [{ id: 't1', tenantId: 'demo', events: { e1: {} } }],
  checkpoint: positionToCheckpoint({ epoch: 'e', seq: '7-x' }),
}

describe('a live stream', () => {
  test('says ready when it hears every collection asked for, then brings rows', async () => {
    const { hello, said, listeners, counted } = aSession()
    await hello('good', ['tickets', 'catalog', 'tickets'])
    expect([...listeners.keys()]).toEqual(['tickets', 'catalog'])
    listeners.get('tickets')?.onChanges(aBatch())
    expect(said).toEqual([{ type: 'ready' }, rows])
    expect(counted).toEqual([principal])
  })

  test('answers a ping with a pong and so stays open', async () => {
    const { hello, said, session, network } = aSession()
    await hello()
    for (let beat = 0; beat < 5; beat += 1) {
      await vi.advanceTimersByTimeAsync(silenceMs - 1)
      session.hear('{"type":"ping"}')
    }
    expect(said.slice(1)).toEqual(Array(5).fill({ type: 'pong' }))
    expect(network.isClosed).toBe(false)
  })

  test('leaves out what the device wrote itself and what it may not see', async () => {
    const { hello, said, listeners, origins } = aSession()
    await hello()
    const state = { database: 'totem_demo_tickets', id: 't1', version: versionOf(aTicket) }
    origins.remember(state, principal.device)
    const old = { ...aTicket, _id: 't2', status: 'finished', soldAt: -8 * 86_400_000 }
    listeners.get('tickets')?.onChanges(aBatch(aTicket, old))
    expect(said).toEqual([{ type: 'ready' }])
  })

  test('tells a deletion as one', async () => {
    const { hello, said, listeners } = aSession()
    await hello()
    listeners.get('tickets')?.onChanges(aBatch({ _id: 't1', _rev: '2-b', _deleted: true }))
    expect(said[1]).toEqual({ ...rows, documents: [{ id: 't1', _deleted: true }] })
  })
})

describe('a live stream ends', () => {
  const bye = (reason: string) => [{ type: 'bye', reason }]

  test.for([
    ['is no JSON', 'hello'],
    ['is a ping', '{"type":"ping"}'],
    [
      'asks for a collection that does not exist',
      '{"type":"hello","token":"good","collections":["x"]}',
    ],
    ['has no token', '{"type":"hello","collections":[]}'],
  ] as const)('when its first message %s', async ([, text]) => {
    const { session, said, network, listeners } = aSession()
    session.hear(text)
    await vi.advanceTimersByTimeAsync(0)
    expect([said, network.isClosed, listeners.size]).toEqual([bye('protocol'), true, 0])
  })

  test('when somebody says hello twice', async () => {
    const { hello, said, network, listeners } = aSession()
    await hello()
    await hello()
    expect([said.slice(1), network.isClosed, listeners.size]).toEqual([bye('protocol'), true, 0])
  })

  test('when the token is not good', async () => {
    const { hello, said, listeners } = aSession()
    await hello('bad')
    expect([said, listeners.size]).toEqual([bye('expired'), 0])
  })

  test('when nobody says hello, or nothing more after it', async () => {
    for (const greets of [false, true]) {
      const { hello, said, network, counted } = aSession()
      if (greets) await hello()
      await vi.advanceTimersByTimeAsync(silenceMs - 1)
      expect(network.isClosed).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      expect([said.at(-1), network.isClosed, counted]).toEqual([bye('protocol')[0], true, []])
    }
  })

  test('with its token', async () => {
    const { hello, said, session } = aSession()
    await hello()
    for (let at = 0; at < 900_000; at += 20_000) {
      session.hear('{"type":"ping"}')
      await vi.advanceTimersByTimeAsync(20_000)
    }
    expect(said.at(-1)).toEqual(bye('expired')[0])
  })

  test('when the feed breaks: what came since is unknown', async () => {
    const { hello, said, listeners } = aSession()
    await hello()
    listeners.get('tickets')?.onLost()
    expect(said.at(-1)).toEqual(bye('shutdown')[0])
  })

  test('when the database cannot be followed', async () => {
    const feeds = {
      listen: () => Promise.reject(new Error('down')),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }
    const { hello, said } = aSession({ feeds })
    await hello()
    expect(said).toEqual(bye('shutdown'))
  })

  test('at once when its device is revoked, and says nothing after that', async () => {
    const { hello, said, listeners, end, counted } = aSession()
    await hello()
    const listener = listeners.get('tickets')
    end('revoked')
    end('shutdown')
    listener?.onChanges(aBatch())
    expect(said).toEqual([{ type: 'ready' }, ...bye('revoked')])
    expect([listeners.size, counted]).toEqual([0, []])
  })

  test('and hears the feed no more when its socket closes while it opens', async () => {
    const { session, listeners, said } = aSession()
    session.hear(JSON.stringify({ type: 'hello', token: 'good', collections: ['tickets'] }))
    session.closed()
    await vi.advanceTimersByTimeAsync(0)
    expect([listeners.size, said]).toEqual([0, []])
  })
})

describe('a reader that is too slow', () => {
  test('gets no more rows, and is told to pull once it has caught up', async () => {
    const { hello, said, listeners, network } = aSession()
    await hello()
    network.buffered = 1_000_001
    listeners.get('tickets')?.onChanges(aBatch())
    network.buffered = 400_000
    listeners.get('tickets')?.onChanges(aBatch())
    await vi.advanceTimersByTimeAsync(1_000)
    expect(said).toEqual([{ type: 'ready' }])
    network.buffered = 0
    await vi.advanceTimersByTimeAsync(1_000)
    expect(said).toEqual([{ type: 'ready' }, { type: 'resync' }])
    listeners.get('tickets')?.onChanges(aBatch())
    expect(said.at(-1)).toEqual(rows)
  })
})
