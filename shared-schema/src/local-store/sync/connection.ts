import {
  BehaviorSubject,
  filter,
  firstValueFrom,
  fromEvent,
  of,
  Subject,
  takeUntil,
  type Observable,
} from 'rxjs'
import * as v from 'valibot'
import { type LiveServerMessage } from '@totem/shared-schema'
import { reconnectMs, retryMs } from './backoff.ts'
import { createLatch } from './latch.ts'
import { holdLiveStream } from './live-stream.ts'
import { type Network } from './network.ts'
import { request, type RequestProblem } from './request.ts'
import { type Session } from './session.ts'

/**
 * How a device is connected. `polling`: requests get through, WebSockets do not. `revoked`: the gateway answers, and
 * shuts this device out.
 */
export type ConnectionState = 'down' | 'polling' | 'live' | 'revoked'

/** Says whether requests have a chance. */
export const isUp = (state: ConnectionState): boolean => state === 'live' || state === 'polling'

type RowsMessage = Extract<LiveServerMessage, { type: 'rows' }>

/** The device's one live connection, which comes back by itself. */
export interface Connection {
  readonly state$: Observable<ConnectionState>
  readonly rows$: Observable<RowsMessage>
  /** Emits when changes may have been missed and must be pulled. */
  readonly resync$: Observable<void>
  /** Resolves as soon as requests have a chance, and when the signal or the connection ends. */
  readonly whenUp: (signal: AbortSignal) => Promise<void>
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

/** How often a device that was shut out asks again, in milliseconds. */
const revokedMs = 60_000

/** Opens the connection and keeps it open until it is closed. */
export const openConnection = ({ network, session, random }: ConnectionOptions): Connection => {
  const state$ = new BehaviorSubject<ConnectionState>('down')
  const rows$ = new Subject<RowsMessage>()
  const resync$ = new Subject<void>()
  const wake = createLatch()
  const closing = new AbortController()
  let stream = new AbortController()
  const isClosed = (): boolean => closing.signal.aborted

  const holdOnce = async (): Promise<Outcome> => {
    const token = await session.token()
    if (!token.ok) return outcomeOf(token.error)
    const seen = { ready: false }
    stream = new AbortController()
    await holdLiveStream(network.openSocket(`${webSocketOrigin(network.origin)}/sync/live`), {
      token: token.value,
      signal: AbortSignal.any([closing.signal, stream.signal]),
      wake$: network.wake$,
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

  const run = async (): Promise<void> => {
    let failures = 0
    while (!isClosed()) {
      const outcome = await holdOnce()
      if (isClosed()) break
      if (outcome === 'blocked') {
        state$.next('polling')
        resync$.next()
        await wake.wait(pollMs)
        continue
      }
      if (outcome === 'revoked') {
        state$.next('revoked')
        await wake.wait(revokedMs)
        continue
      }
      state$.next('down')
      failures = outcome === 'held' ? 1 : failures + 1
      const pauseMs = outcome === 'refused' ? retryMs : reconnectMs
      await wake.wait(pauseMs(failures, random()))
    }
  }
  // Also what wakes in the middle of an attempt ends the pause after it.
  const waking = network.wake$.subscribe(wake.set)
  void run().finally(() => {
    waking.unsubscribe()
    state$.next('down')
    state$.complete()
  })

  return {
    state$,
    rows$,
    resync$,
    whenUp: async (signal) => {
      const ended$ = signal.aborted ? of('ended') : fromEvent(signal, 'abort')
      const up$ = state$.pipe(filter(isUp), takeUntil(ended$))
      await firstValueFrom(up$, { defaultValue: 'ended' })
    },
    restart: () => {
      stream.abort()
      wake.set()
    },
    close: () => {
      closing.abort()
      wake.set()
    },
  }
}

/** What an attempt came to. `refused`: the gateway is there, and in trouble. */
type Outcome = 'held' | 'blocked' | 'unreachable' | 'refused' | 'revoked'

const outcomeOf = (problem: RequestProblem): Outcome => {
  if (problem.kind === 'unreachable') return 'unreachable'
  return problem.code === 'revoked' ? 'revoked' : 'refused'
}

const webSocketOrigin = (origin: string): string => origin.replace(/^http/, 'ws')
