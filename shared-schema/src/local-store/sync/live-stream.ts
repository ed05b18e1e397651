import { type Observable } from 'rxjs'
import * as v from 'valibot'
import {
  collectionNames,
  heartbeatMs,
  LiveServerMessage,
  silenceMs,
  type LiveClientMessage,
} from '@totem/shared-schema'

/** What a live stream tells its owner. */
export interface LiveHandlers {
  readonly onReady: () => void
  readonly onMessage: (message: LiveServerMessage) => void
}

/** What a live stream is held with. */
export interface LiveOptions {
  readonly token: string
  readonly signal: AbortSignal
  /** Emits when the network may have come back. */
  readonly wake$: Observable<void>
  readonly handlers: LiveHandlers
}

/** How long the gateway may take to say `ready`, in milliseconds. */
const helloTimeoutMs = 5_000

/** How long it may take to answer after the network woke: a socket that slept is often dead and does not know it. */
const wakeTimeoutMs = 3_000

/**
 * Holds one live stream until it ends, whoever ends it: the gateway, the network, a silence that
 * lasted too long, or `signal`. Resolves then; it never throws.
 */
export const holdLiveStream = (
  socket: WebSocket,
  { token, signal, wake$, handlers }: LiveOptions,
): Promise<void> =>
  new Promise((resolve) => {
    let watchdog = setTimeout(end, helloTimeoutMs)
    const heartbeat = setInterval(() => say({ type: 'ping' }), heartbeatMs)

    const say = (message: LiveClientMessage): void => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    }
    const waking = wake$.subscribe(() => {
      say({ type: 'ping' })
      clearTimeout(watchdog)
      watchdog = setTimeout(end, wakeTimeoutMs)
    })
    const hear = (event: MessageEvent): void => {
      const message = parseMessage(event.data)
      if (message === undefined) return
      clearTimeout(watchdog)
      watchdog = setTimeout(end, silenceMs)
      if (message.type === 'ready') handlers.onReady()
      else handlers.onMessage(message)
    }
    function end(): void {
      clearTimeout(watchdog)
      clearInterval(heartbeat)
      waking.unsubscribe()
      signal.removeEventListener('abort', end)
      socket.close()
      resolve()
    }

    socket.addEventListener('open', () => {
      say({ type: 'hello', token, collections: [...collectionNames] })
    })
    socket.addEventListener('message', hear)
    socket.addEventListener('close', end)
    socket.addEventListener('error', end)
    signal.addEventListener('abort', end)
    // It may have ended while the token was still on its way.
    if (signal.aborted) end()
  })

const parseMessage = (data: unknown): LiveServerMessage | undefined => {
  if (typeof data !== 'string') return undefined
  try {
    const parsed = v.safeParse(LiveServerMessage, JSON.parse(data))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}
