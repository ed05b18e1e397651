import {
  heartbeatMs,
  LiveServerMessage,
  type CollectionName,
  type LiveClientMessage,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { WebSocket } from 'ws'

/** Hears that a reader has a document. */
export type OnDocument = (id: string) => void

/** A live stream without a device around it: a thousand of them fit into one process. */
export interface LiveReader {
  readonly close: () => void
  /** Tells whether it still reads: one that was cut off measures nothing. */
  readonly isOpen: () => boolean
}

const Identified = v.object({ id: v.string() })

/** Opens a live stream and resolves when the gateway says `ready`. */
export const openLiveReader = (
  origin: string,
  { token, collections }: { readonly token: string; readonly collections: CollectionName[] },
  onDocument: OnDocument,
): Promise<LiveReader> => {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/sync/live`)
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the live stream was closed')))
    socket.on('open', () => {
      say(socket, { type: 'hello', token, collections })
    })
    const heartbeat = setInterval(() => say(socket, { type: 'ping' }), heartbeatMs)
    socket.on('close', () => clearInterval(heartbeat))
    socket.on('message', (data: Buffer) => {
      const message = v.parse(LiveServerMessage, JSON.parse(data.toString('utf8')))
      if (message.type === 'ready')
        resolve({
          close: () => socket.terminate(),
          isOpen: () => socket.readyState === WebSocket.OPEN,
        })
      if (message.type === 'rows')
        for (const document of message.documents) onDocument(v.parse(Identified, document).id)
    })
  })
}

const say = (socket: WebSocket, message: LiveClientMessage): void => {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}
