import { once } from 'node:events'
import { Subject, type Observable } from 'rxjs'
import * as v from 'valibot'
import { WebSocket } from 'ws'
import { FloorMessage, type FloorRequest } from './floor-messages.ts'

type Heard = v.InferOutput<typeof FloorMessage>

/** A device's one connection to the floor's server. */
export interface FloorSocket {
  readonly ask: (message: Omit<FloorRequest, 'request'>) => Promise<Heard>
  /** Rows that others wrote. */
  readonly rows$: Observable<Heard>
  readonly close: () => void
}

/** Connects. When the connection breaks, whoever waits for an answer gets an error. */
export const openFloorSocket = async (url: string): Promise<FloorSocket> => {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { perMessageDeflate: false })
  const asking = new Map<number, PromiseWithResolvers<Heard>>()
  const rows$ = new Subject<Heard>()
  let asked = 0
  await once(socket, 'open')
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    for (const { reject } of asking.values()) reject(new Error('the floor is gone'))
    asking.clear()
  })
  socket.on('message', (data: Buffer) => {
    const message = v.parse(FloorMessage, JSON.parse(data.toString('utf8')))
    if (message.request === undefined) {
      rows$.next(message)
      return
    }
    asking.get(message.request)?.resolve(message)
    asking.delete(message.request)
  })
  return {
    ask: (message) => {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('not connected'))
      asked += 1
      const answer = Promise.withResolvers<Heard>()
      asking.set(asked, answer)
      socket.send(JSON.stringify({ ...message, request: asked } satisfies FloorRequest))
      return answer.promise
    },
    rows$,
    close: () => socket.terminate(),
  }
}
