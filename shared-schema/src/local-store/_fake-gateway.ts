import { Subject } from 'rxjs'
import * as v from 'valibot'
import {
  challengeText,
  CollectionName,
  Customer,
  deviceIdOf,
  DeviceId,
  entriesOf,
  KioskLetter,
  LoginRequest,
  mergeCustomers,
  mergeEvents,
  mergeShifts,
  PairRequest,
  type DeviceKey,
  type PublicKey,
  PushRequest,
  Shift,
  TicketDocument,
  TokenRequest,
  verifyText,
  type Grant,
  type PushResult,
  type TicketEvent,
} from '@totem/shared-schema'
import { aGrant, aProfile } from './ledger/_a-ledger.ts'
import { fakeSocket, type FakeSocket } from './_fake-socket.ts'
import { fakePool, type FakePool } from './_fake-pool.ts'
import { type Network } from './sync/network.ts'

type Stored = Readonly<Record<string, unknown>> & { readonly id: string }

/** The gateway of the demo tenant in memory, reached over a network with one switch. */
export interface FakeGateway extends Network {
  readonly setOnline: (isOnline: boolean) => void
  /** Decides which events it refuses, and why. */
  readonly refuseEvents: (rule: (event: TicketEvent) => string | undefined) => void
  /** Lets a code pair a kiosk with a letter. */
  readonly addCode: (code: string, letter: string) => void
  /** Tells tablets that a kiosk was shut out. */
  readonly revoke: (device: DeviceId) => void
  /** Makes charges in advance. */
  readonly pool: FakePool
  /** Everything it holds of a collection. */
  readonly documents: (collection: CollectionName) => readonly Stored[]
  /** Writes past the devices, as a manager's page would. */
  readonly put: (collection: CollectionName, document: Stored) => void
  /** The database is lost and begins a new life, empty. */
  readonly rebirth: () => void
  /** How often each event was offered. */
  readonly offered: ReadonlyMap<string, number>
}

/** Starts a gateway that nobody is connected to. */
export const fakeGateway = (nowMs = (): number => Date.UTC(2026, 10, 23, 17)): FakeGateway => {
  const feeds = new Map<CollectionName, Map<string, { seq: number; document: Stored }>>()
  const keys = new Map<DeviceId, PublicKey>()
  const devices = new Map<DeviceId, DeviceKey>()
  const codes = new Map<string, string>()
  const sockets = new Map<FakeSocket, string>()
  const offered = new Map<string, number>()
  let refuse: (event: TicketEvent) => string | undefined = () => undefined
  const pool = fakePool()
  let isOnline = true
  let epoch = 1
  let seq = 0

  const feedOf = (collection: CollectionName) => {
    const feed = feeds.get(collection) ?? new Map<string, { seq: number; document: Stored }>()
    feeds.set(collection, feed)
    return feed
  }
  const checkpointAt = (at: number) => ({ token: `${epoch}:${at}` })

  const store = (collection: CollectionName, document: Stored, author: string): void => {
    seq += 1
    feedOf(collection).set(document.id, { seq, document })
    for (const [socket, reader] of sockets)
      if (reader !== author)
        socket.say({
          type: 'rows',
          collection,
          documents: [document],
          checkpoint: checkpointAt(seq),
        })
  }

  const takeTicket = (row: Stored, author: string): PushResult => {
    const { known, ...pushed } = v.parse(
      v.object({ ...TicketDocument.entries, known: v.number() }),
      row,
    )
    const reasons = new Map<string, string>()
    for (const [id, event] of entriesOf(pushed.events)) {
      offered.set(id, (offered.get(id) ?? 0) + 1)
      const reason = refuse(event)
      if (reason !== undefined) reasons.set(id, reason)
    }
    const admitted = entriesOf(pushed.events).filter(([id]) => !reasons.has(id))
    const held = feedOf('tickets').get(pushed.id)?.document
    const heldEvents = held === undefined ? {} : v.parse(TicketDocument, held).events
    if (admitted.length === 0 && held === undefined)
      return { id: pushed.id, status: 'refused', reason: [...reasons.values()][0] ?? 'empty' }
    const events = mergeEvents(heldEvents, Object.fromEntries(admitted))
    const document = { ...pushed, events }
    store('tickets', document, author)
    return {
      id: pushed.id,
      status: 'stored',
      safe: true,
      ...(Object.keys(events).length === known ? {} : { document }),
      ...(reasons.size === 0
        ? {}
        : { refused: [...reasons].map(([event, reason]) => ({ event, reason })) }),
    }
  }

  const takeWhole = (collection: CollectionName, row: Stored, author: string): PushResult => {
    const held = feedOf(collection).get(row.id)?.document ?? row
    const document: Stored =
      collection === 'shifts'
        ? mergeShifts(v.parse(Shift, row), v.parse(Shift, held))
        : mergeCustomers(v.parse(Customer, row), v.parse(Customer, held))
    store(collection, document, author)
    const isMine = JSON.stringify(document) === JSON.stringify(row)
    return { id: row.id, status: 'stored', safe: true, ...(isMine ? {} : { document }) }
  }

  const push = (collection: CollectionName, body: unknown, author: string) => {
    const { rows } = v.parse(PushRequest, body)
    const results = rows.map((row) => {
      const stored = row as Stored
      return collection === 'tickets'
        ? takeTicket(stored, author)
        : takeWhole(collection, stored, author)
    })
    return { results }
  }

  const pull = (collection: CollectionName, query: URLSearchParams) => {
    const [from, at] = (query.get('checkpoint') ?? `${epoch}:0`).split(':').map(Number)
    const since = from === epoch ? (at ?? 0) : 0
    const limit = Number(query.get('limit'))
    const rows = [...feedOf(collection).values()]
      .filter((row) => row.seq > since)
      .toSorted((a, b) => a.seq - b.seq)
    const page = rows.slice(0, limit)
    return {
      documents: page.map(({ document }) => document),
      checkpoint: checkpointAt(page.at(-1)?.seq ?? since),
      more: rows.length > page.length,
      epoch: `epoch-${epoch}`,
    }
  }

  const answer = (path: string, query: URLSearchParams, request: Asked): unknown => {
    const { body, author } = request
    if (path === '/healthz') return {}
    if (path === '/devices/pair') {
      const { code, publicKey } = v.parse(PairRequest, body)
      const letter = codes.get(code)
      if (letter === undefined) throw new Refusal(404, 'unknown_code')
      codes.delete(code)
      const device = deviceIdOf(publicKey)
      keys.set(device, publicKey)
      const kiosk = {
        kind: 'kiosk',
        letter: v.parse(KioskLetter, letter),
        revokedAt: null,
      } as const
      devices.set(device, { device, publicKey, ...kiosk })
      return { device, letter: kiosk.letter, profile: aProfile }
    }
    if (path === '/auth/login') {
      const { username, password, publicKey } = v.parse(LoginRequest, body)
      if (password === 'locked') throw new Refusal(429, 'locked')
      if (password === 'broken') throw new Refusal(500, 'internal')
      if (password !== 'secret') throw new Refusal(401, 'wrong_credentials')
      const device = deviceIdOf(publicKey)
      keys.set(device, publicKey)
      const grant: Grant = aGrant(device, username)
      const tokens = { accessToken: 'a', refreshToken: 'r', expiresInSeconds: 900 }
      return { device, grant, profile: aProfile, ...tokens }
    }
    if (path === '/devices/challenge') return { challenge: 'prove it' }
    if (path === '/devices/token') {
      const { device, challenge, signature } = v.parse(TokenRequest, body)
      const key = keys.get(device)
      if (key === undefined || !verifyText(challengeText(device, challenge), signature, key))
        throw new Refusal(401, 'bad_signature')
      return { token: `token of ${device}`, expiresInSeconds: 900 }
    }
    if (path === '/payments/link') throw new Refusal(503, 'bank_unavailable')
    if (path === '/payments/pool' && !pool.isOpen) throw new Refusal(503, 'no_payment_provider')
    if (path === '/payments/pool')
      return pool.answer(body, v.parse(DeviceId, author.replace('token of ', '')), nowMs())
    if (path === '/sync/device-keys') return { devices: [...devices.values()] }
    const [, collection, act] = /^\/sync\/(\w+)\/(push|pull)$/.exec(path) ?? []
    const name = v.parse(CollectionName, collection)
    if (author === '') throw new Refusal(401, 'unauthorized')
    return act === 'push' ? push(name, body, author) : pull(name, query)
  }

  return {
    origin: 'http://gateway.test',
    wake$: new Subject(),
    offered,
    pool,
    fetch: async (url, init) => {
      await Promise.resolve()
      if (!isOnline) throw new TypeError('fetch failed')
      const { pathname, searchParams } = new URL(url)
      try {
        const asked = await askedOf(init)
        return Response.json(answer(pathname, searchParams, asked))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const { status, message } = error
        return Response.json(
          { type: `https://totem.example/problems/${message}`, title: message, status },
          { status, headers: { 'retry-after': '30' } },
        )
      }
    },
    openSocket: () => {
      const socket = fakeSocket((message) => {
        if (message.type === 'hello') {
          sockets.set(socket, message.token)
          socket.say({ type: 'ready' })
        } else socket.say({ type: 'pong' })
      })
      queueMicrotask(() => {
        if (isOnline) socket.open()
        else socket.end()
      })
      return socket.socket
    },
    setOnline: (online) => {
      isOnline = online
      if (online) return
      for (const socket of sockets.keys()) socket.end()
      sockets.clear()
    },
    refuseEvents: (rule) => {
      refuse = rule
    },
    addCode: (code, letter) => {
      codes.set(code, letter)
    },
    documents: (collection) => [...feedOf(collection).values()].map(({ document }) => document),
    revoke: (device) => {
      const known = devices.get(device)
      if (known !== undefined) devices.set(device, { ...known, revokedAt: nowMs() })
    },
    put: (collection, document) => {
      store(collection, document, 'manager')
    },
    rebirth: () => {
      epoch += 1
      seq = 0
      feeds.clear()
      for (const socket of sockets.keys()) socket.say({ type: 'resync' })
    },
  }
}

class Refusal extends Error {
  readonly status: number
  constructor(status: number, code: string) {
    super(code)
    this.status = status
  }
}

interface Asked {
  readonly body: unknown
  /** The token; empty where none was shown. */
  readonly author: string
}

const askedOf = async ({ headers, body }: RequestInit): Promise<Asked> => {
  const sent = new Headers(headers)
  const author = (sent.get('authorization') ?? '').replace('Bearer ', '')
  if (body == null) return { body: undefined, author }
  const plain = new Response(body).body!
  const isPacked = sent.get('content-encoding') === 'gzip'
  const text = await new Response(
    isPacked ? plain.pipeThrough(new DecompressionStream('gzip')) : plain,
  ).text()
  return { body: JSON.parse(text), author }
}
