import {
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
      const hello: LiveClientMessage = { type: 'hello', token, collections }
      socket.send(JSON.stringify(hello))
    })
    const heartbeat = setInterval(() => socket.ping(), 5_000)
    socket.on('close', () => clearInterval(heartbeat))
    socket.on('message', (data: Buffer) => {
      const message = v.parse(LiveServerMessage, JSON.parse(data.toString('utf8')))
      if (message.type === 'ready') resolve({ close: () => socket.terminate() })
      if (message.type === 'rows')
        for (const document of message.documents) onDocument(v.parse(Identified, document).id)
    })
  })
}
