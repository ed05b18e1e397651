import * as v from 'valibot'
import { LiveClientMessage, type LiveServerMessage } from '@totem/shared-schema'

/** The other side of a WebSocket that leads nowhere. */
export interface FakeSocket {
  /** What the device holds. */
  readonly socket: WebSocket
  readonly open: () => void
  readonly say: (message: LiveServerMessage) => void
  readonly sayRaw: (data: unknown) => void
  readonly end: () => void
  readonly isClosed: () => boolean
  readonly heard: readonly LiveClientMessage[]
}

/** Makes a socket that is still connecting; `onMessage` hears what the device says. */
export const fakeSocket = (
  onMessage: (message: LiveClientMessage) => void = () => undefined,
): FakeSocket => {
  const target = new EventTarget()
  const heard: LiveClientMessage[] = []
  let readyState: number = WebSocket.CONNECTING
  const end = (): void => {
    if (readyState === WebSocket.CLOSED) return
    readyState = WebSocket.CLOSED
    target.dispatchEvent(new Event('close'))
  }
  const sayRaw = (data: unknown): void => {
    if (readyState === WebSocket.OPEN) target.dispatchEvent(new MessageEvent('message', { data }))
  }
  const socket = Object.assign(target, {
    send: (text: string) => {
      const message = v.parse(LiveClientMessage, JSON.parse(text))
      heard.push(message)
      onMessage(message)
    },
    close: end,
  })
  Object.defineProperty(socket, 'readyState', { get: () => readyState })
  return {
    socket: socket as unknown as WebSocket,
    open: () => {
      readyState = WebSocket.OPEN
      target.dispatchEvent(new Event('open'))
    },
    say: (message) => sayRaw(JSON.stringify(message)),
    sayRaw,
    end,
    isClosed: () => readyState === WebSocket.CLOSED,
    heard,
  }
}
