import { once } from 'node:events'
import { createServer, type Server, type ServerOptions } from 'node:https'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { type AppEnv } from '../../http/app-env.ts'
import { plainPathOnly } from '../../http/plain-path.ts'
import { requestRecord } from '../../http/request-record.ts'
import { type Logger } from '../../logger.ts'
import { type Metrics } from '../../metrics.ts'
import { createErrorHandler, notFound } from '../../problem/problem-handlers.ts'

/** What listening for banks needs. */
export interface HookListenerParts {
  readonly routes: Hono<AppEnv>
  readonly logger: Logger
  readonly metrics: Metrics
  readonly host: string
  readonly port: number
  /** Our own certificate and key, and the authorities that sign the bank's: all PEM. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer; readonly ca: Buffer }
}

/** A port on which banks call; disposing it lets calls under way finish. */
export interface HookListener extends AsyncDisposable {
  readonly port: number
}

/** How long calls under way may take to finish after the port has closed, in ms. */
const graceMs = 5_000

/**
 * Opens a port for banks alone, at which certificates are asked for. A call without the right one gets an answer that
 * says so and is written down, where a broken handshake would leave no trace.
 */
export const listenForHooks = async (parts: HookListenerParts): Promise<HookListener> => {
  const { routes, logger, metrics, host, port, tls } = parts
  const app = new Hono<AppEnv>()
  app.onError(createErrorHandler(logger))
  app.notFound(notFound)
  app.use(requestId(), requestRecord(logger, metrics), plainPathOnly)
  app.route('/payments', routes)
  const serverOptions: ServerOptions = {
    ...tls,
    requestCert: true,
    // The routes refuse; they also write down whom.
    rejectUnauthorized: false,
    minVersion: 'TLSv1.2',
    headersTimeout: 5_000,
    requestTimeout: 15_000,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 16_384,
  }
  const server = createAdaptorServer({ fetch: app.fetch, createServer, serverOptions })
  if (!isHttps(server)) throw new Error('the adapter made another kind of server')
  server.on('tlsClientError', (error) => logger.debug({ err: error }, 'webhook_handshake_failed'))
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { port: address.port, [Symbol.asyncDispose]: () => close(server) }
}

const isHttps = (server: object): server is Server => 'setSecureContext' in server

const close = async (server: Server): Promise<void> => {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const force = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearTimeout(force)
}
