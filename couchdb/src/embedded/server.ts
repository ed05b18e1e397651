import { getRequestListener } from '@hono/node-server'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { createAdminLogin, type AdminAccount } from './http/admin-login.ts'
import { createCouchApp } from './http/app.ts'
import { isLoopback } from './http/guard-host.ts'
import { openStoreFolder } from './storage/store-folder.ts'

/** What the embedded server needs to start. */
export interface EmbeddedCouchOptions {
  /** The data folder of the system; databases live in its folder `couchdb`. */
  readonly dataDir: string
  readonly admin: AdminAccount
  /** The address to listen on; 127.0.0.1 by default, where other machines cannot reach it. */
  readonly host?: string
  /** Told of failures that are not the client's; nothing by default. */
  readonly onError?: (error: unknown) => void
  /** Milliseconds since 1970, for sessions. */
  readonly now?: () => number
}

/** An embedded server, which answers once it listens. */
export interface EmbeddedCouch extends AsyncDisposable {
  /**
   * Starts to listen and gives the address, e.g. `http://127.0.0.1:5984`.
   *
   * @param at port 0 takes a free one.
   * @throws the system's error (`EADDRINUSE`) when the port is taken.
   */
  listen(at: { readonly port: number }): Promise<string>
}

// Longer than any client keeps an idle connection: nobody writes into one that is just being closed.
const keepAliveMs = 75_000

/**
 * Opens the data folder and makes the server.
 *
 * @throws FolderInUseError when another server has the folder, Error when the admin has no password.
 */
export function createEmbeddedCouch(options: EmbeddedCouchOptions): EmbeddedCouch {
  const login = createAdminLogin(options.admin, options.now ?? Date.now)
  const folder = openStoreFolder(join(options.dataDir, 'couchdb'))
  const stopping = new AbortController()
  const onError = options.onError ?? (() => undefined)
  const { host = '127.0.0.1' } = options
  const loopbackOnly = isLoopback(host)
  const app = createCouchApp({ folder, login, loopbackOnly, stopping: stopping.signal, onError })
  const servers: Server[] = []

  return {
    async listen({ port }) {
      const listener = getRequestListener(app.fetch)
      const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
        listener(request, response).catch(onError)
      })
      server.listen(port, host)
      await once(server, 'listening')
      servers.push(server)
      const address = server.address()
      const bound = typeof address === 'object' ? address?.port : undefined
      return `http://${host}:${bound ?? port}`
    },

    async [Symbol.asyncDispose]() {
      stopping.abort()
      for (const server of servers) await close(server)
      await folder[Symbol.asyncDispose]()
    },
  }
}

/** Lets running requests end and closes idle connections. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  // A connection in use becomes idle after its answer, but nobody would close it then.
  const sweep = setInterval(() => server.closeIdleConnections(), 20)
  const force = setTimeout(() => server.closeAllConnections(), 5_000)
  await closed
  clearInterval(sweep)
  clearTimeout(force)
}
