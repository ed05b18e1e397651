import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAdaptorServer, type ServerType, type WebSocketServerLike } from '@hono/node-server'
import { type Hono } from 'hono'
import { WebSocketServer } from 'ws'
import { type AppEnv } from '../http/app-env.ts'

/** A gateway that listens; disposing it lets requests under way finish. */
export interface Listening extends AsyncDisposable {
  /** Differs from the one asked for when that was 0. */
  readonly port: number
}

/** Where to listen. */
export interface Address {
  readonly host: string
  readonly port: number
}

/** How long requests under way may take to finish after the port has closed, in milliseconds. */
const graceMs = 10_000

/** The largest message a live stream may bring, in bytes: devices only greet and ping there. */
const maxSocketMessageBytes = 64 * 1024

/**
 * Opens the port. Timeouts are short against slow senders: headers in 5 s, a whole request in 60 s,
 * which a full push still makes at 0.6 Mbit/s.
 */
export const listen = async (app: Hono<AppEnv>, address: Address): Promise<Listening> => {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxSocketMessageBytes })
  // The adapter is written for ws, but its types and those of ws disagree about optional members.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  const socketServer = sockets as unknown as WebSocketServerLike
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: 5_000,
      requestTimeout: 60_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 16_384,
    },
    websocket: { server: socketServer },
  })
  server.listen(address.port, address.host)
  await once(server, 'listening')
  return {
    port: portOf(server),
    [Symbol.asyncDispose]: () => close(server, sockets),
  }
}

const close = async (server: ServerType, sockets: WebSocketServer): Promise<void> => {
  const closed = once(server, 'close')
  server.close()
  for (const socket of sockets.clients) socket.close(1001)
  const grace = new AbortController()
  const overdue = sleep(graceMs, 'overdue', { signal: grace.signal }).catch(() => 'done')
  const outcome = await Promise.race([closed, overdue])
  grace.abort()
  for (const socket of sockets.clients) socket.terminate()
  if (outcome === 'overdue' && 'closeAllConnections' in server) server.closeAllConnections()
  await closed
}

const portOf = (server: ServerType): number => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
