import {
  BehaviorSubject,
  firstValueFrom,
  filter,
  merge,
  Subject,
  timer,
  type Observable,
} from 'rxjs'
import * as v from 'valibot'
import { type LiveServerMessage } from '@totem/shared-schema'
import { backoffMs } from './backoff.ts'
import { holdLiveStream } from './live-stream.ts'
import { type Network } from './network.ts'
import { request } from './request.ts'
import { type Session } from './session.ts'

/** How a device is connected. `polling`: requests get through, WebSockets do not. */
export type ConnectionState = 'down' | 'polling' | 'live'

type RowsMessage = Extract<LiveServerMessage, { type: 'rows' }>

/** The device's one live connection, which comes back by itself. */
export interface Connection {
  readonly state$: Observable<ConnectionState>
  readonly rows$: Observable<RowsMessage>
  /** Emits when changes may have been missed and must be pulled. */
  readonly resync$: Observable<void>
  /** Resolves as soon as requests have a chance. */
  readonly whenUp: () => Promise<void>
  /** Drops the stream and connects anew, e.g. after another operator logged in. */
  readonly restart: () => void
  readonly close: () => void
}

/** What a connection is made of. */
export interface ConnectionOptions {
  readonly network: Network
  readonly session: Session
  readonly random: () => number
}

/** How long the gateway may take to answer a probe, in milliseconds. */
const probeTimeoutMs = 3_000

/** How often changes are pulled where WebSockets are blocked, in milliseconds. */
const pollMs = 5_000

/** Opens the connection and keeps it open until it is closed. */
export const openConnection = ({ network, session, random }: ConnectionOptions): Connection => {
  const state$ = new BehaviorSubject<ConnectionState>('down')
  const rows$ = new Subject<RowsMessage>()
  const resync$ = new Subject<void>()
  const closed$ = new Subject<void>()
  const closing = new AbortController()
  let stream = new AbortController()
  const isClosed = (): boolean => closing.signal.aborted

  const holdOnce = async (): Promise<'held' | 'blocked' | 'unreachable'> => {
    const token = await session.token()
    if (!token.ok) return 'unreachable'
    const seen = { ready: false }
    stream = new AbortController()
    await holdLiveStream(network.openSocket(`${webSocketOrigin(network.origin)}/sync/live`), {
      token: token.value,
      signal: AbortSignal.any([closing.signal, stream.signal]),
      handlers: {
        onReady: () => {
          seen.ready = true
          state$.next('live')
          resync$.next()
        },
        onMessage: (message) => {
          if (message.type === 'rows') rows$.next(message)
          else if (message.type === 'resync') resync$.next()
          else if (message.type === 'bye' && message.reason !== 'shutdown') session.renew()
        },
      },
    })
    if (seen.ready) return 'held'
    return (await answers()) ? 'blocked' : 'unreachable'
  }

  /** Asks for real: a token may still be good although the gateway is long gone. */
  const answers = async (): Promise<boolean> => {
    const probe = { method: 'GET', path: '/healthz', timeoutMs: probeTimeoutMs } as const
    return (await request(network, { ...probe, answer: v.unknown() })).ok
  }

  const pause = (ms: number): Promise<unknown> =>
    firstValueFrom(merge(timer(ms), network.wake$, closed$))

  const run = async (): Promise<void> => {
    let failures = 0
    while (!isClosed()) {
      const outcome = await holdOnce()
      if (isClosed()) break
      if (outcome === 'blocked') {
        state$.next('polling')
        resync$.next()
        await pause(pollMs)
        continue
      }
      state$.next('down')
      failures = outcome === 'held' ? 1 : failures + 1
      await pause(backoffMs(failures, random()))
    }
  }
  void run().finally(() => {
    state$.next('down')
    state$.complete()
  })

  return {
    state$,
    rows$,
    resync$,
    whenUp: async () => {
      await firstValueFrom(state$.pipe(filter((state) => state !== 'down')))
    },
    restart: () => stream.abort(),
    close: () => {
      closing.abort()
      closed$.next()
    },
  }
}

const webSocketOrigin = (origin: string): string => origin.replace(/^http/, 'ws')
