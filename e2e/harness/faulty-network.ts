import { setTimeout as sleep } from 'node:timers/promises'
import { Subject } from 'rxjs'
import { type Network } from '@totem/shared-schema/local-store'
import { type Chance } from './chance.ts'
import { layFaultyLine, type LineFault } from './faulty-line.ts'

/** `fair`: everything arrives. `stormy`: faults by chance. `cut`: nothing arrives, and the device can tell. */
export type Weather = 'fair' | 'stormy' | 'cut'

/** A device's way to the gateway, as bad as a test wants it. */
export interface FaultyNetwork extends AsyncDisposable {
  readonly network: Network
  /** Changes the weather. When it gets better the device hears that it may try again, what was frozen ends, and nothing more breaks. */
  readonly turn: (weather: Weather) => void
}

/** What may happen to one request, and how often in a storm. */
const requestFaults = [
  ['none', 50],
  ['late', 15],
  ['request_lost', 8],
  ['answer_lost', 8],
  ['repeated', 6],
  ['repeated_later', 6],
  ['refused_before', 3],
  ['refused_after', 3],
  ['frozen', 3],
] as const

const socketFaults = [
  ['none', 50],
  ['blocked', 20],
  ['cut', 20],
  ['frozen', 20],
] as const

/** Longest delay of a late request, of a repetition, and life of a line that will break, in milliseconds. */
const lateMs = 200
const repeatedLaterMs = 1_500
const lineLifeMs = 600

/** Lays a network to the gateway at `origin`, fair at first. */
export const createFaultyNetwork = async (
  origin: string,
  chance: Chance,
): Promise<FaultyNetwork> => {
  let weather: Weather = 'fair'
  let cut = new AbortController()
  let thaw = new AbortController()
  const wake$ = new Subject<void>()
  const line = await layFaultyLine(Number(new URL(origin).port), () => lineFault(weather, chance))

  const send = (url: string, init: RequestInit): Promise<Response> => {
    const signals = [cut.signal, ...(init.signal ? [init.signal] : [])]
    return fetch(url, { ...init, signal: AbortSignal.any(signals) })
  }
  /** Sends a copy whose answer nobody reads; it may arrive long after the first one was answered. */
  const repeat = async (url: string, { signal: _own, ...init }: RequestInit): Promise<void> => {
    await sleep(chance.below(repeatedLaterMs))
    await send(url, init).then(read)
  }

  const fetchFaultily = async (url: string, init: RequestInit): Promise<Response> => {
    if (weather === 'cut') throw lost()
    switch (weather === 'fair' ? 'none' : chance.weighted(requestFaults)) {
      case 'none':
        return send(url, init)
      case 'late':
        await sleep(chance.below(lateMs))
        return send(url, init)
      case 'request_lost':
        throw lost()
      case 'answer_lost':
        await send(url, init).then(read)
        throw lost()
      case 'repeated':
        await send(url, init).then(read)
        return send(url, init)
      case 'repeated_later':
        repeat(url, init).catch(() => undefined)
        return send(url, init)
      case 'refused_before':
        return new Response('bad gateway', { status: 502 })
      case 'refused_after':
        await send(url, init).then(read)
        return new Response('gateway timeout', { status: 504 })
      case 'frozen':
        await frozen([cut.signal, thaw.signal, ...(init.signal ? [init.signal] : [])])
        throw lost()
    }
  }

  return {
    network: {
      origin,
      fetch: fetchFaultily,
      openSocket: (url) => new WebSocket(atPort(url, line.port)),
      wake$,
    },
    turn: (next) => {
      weather = next
      if (next === 'cut') {
        cut.abort(lost())
        line.endAll()
        return
      }
      if (cut.signal.aborted) cut = new AbortController()
      if (next === 'fair') {
        thaw.abort()
        thaw = new AbortController()
        line.heal()
      }
      wake$.next()
    },
    [Symbol.asyncDispose]: async () => {
      cut.abort(lost())
      await line[Symbol.asyncDispose]()
    },
  }
}

const lineFault = (weather: Weather, chance: Chance): LineFault => {
  if (weather === 'cut') return { kind: 'blocked' }
  const kind = weather === 'fair' ? 'none' : chance.weighted(socketFaults)
  if (kind === 'none' || kind === 'blocked') return { kind }
  return { kind, afterMs: chance.below(lineLifeMs) }
}

const atPort = (url: string, port: number): string => {
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String(port)
  return through.href
}

const read = async (response: Response): Promise<void> => {
  await response.arrayBuffer()
}

const frozen = (signals: readonly AbortSignal[]): Promise<void> =>
  new Promise((resolve) => {
    const ended = AbortSignal.any([...signals])
    if (ended.aborted) resolve()
    ended.addEventListener('abort', () => resolve())
  })

const lost = (): TypeError => new TypeError('fetch failed')
