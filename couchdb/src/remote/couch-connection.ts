import { Agent as HttpAgent, request as requestHttp, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { urlToHttpOptions } from 'node:url'

/** Where a server is and who asks. */
export interface CouchAddress {
  /** For example `http://127.0.0.1:5984`, without name and password. */
  readonly url: string
  readonly user: string
  readonly password: string
}

/** One request; `path` is encoded already, the database is not. */
export interface CouchRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly db?: string
  readonly path?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A request that is on its way. */
export interface Sending {
  /** Resolves when the head of the answer is there; rejects with the system's error when none comes. */
  readonly answer: Promise<IncomingMessage>
  /** Gives up, also in the middle of the answer's body, which then fails. */
  readonly cancel: (reason: Error) => void
}

/** The way to one server: connections that are kept and used again. Disposing it breaks those in use. */
export interface CouchConnection extends Disposable {
  send(request: CouchRequest): Sending
}

/** Gives the header that lets a request in. */
export function authorization({ user, password }: CouchAddress): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/**
 * Makes the way; nothing is opened before the first request.
 *
 * It uses Node's own client: every ticket costs a handful of requests, and each takes `fetch` two to
 * three times the processor time.
 */
export function createCouchConnection(address: CouchAddress): CouchConnection {
  const url = new URL(address.url)
  const { hostname, port } = urlToHttpOptions(url)
  const isSecure = url.protocol === 'https:'
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true })
  const begin = isSecure ? requestHttps : requestHttp
  const prefix = url.pathname.replace(/\/$/, '')
  const common = { authorization: authorization(address), accept: 'application/json' }
  let isOpen = true

  return {
    send(wanted) {
      if (!isOpen) throw new Error('The way to CouchDB was closed')
      const body = wanted.body === undefined ? undefined : Buffer.from(JSON.stringify(wanted.body))
      const type = { 'content-type': 'application/json', 'content-length': body?.byteLength }
      const request = begin({
        hostname,
        port,
        agent,
        method: wanted.method ?? 'GET',
        path: prefix + pathOf(wanted),
        headers: body === undefined ? common : { ...common, ...type },
      })
      const answer = new Promise<IncomingMessage>((resolve, reject) => {
        request.on('response', resolve)
        // It stays for errors after the head, which the body tells about.
        request.on('error', reject)
      })
      request.end(body)
      return { answer, cancel: (reason) => void request.destroy(reason) }
    },

    [Symbol.dispose]() {
      isOpen = false
      agent.destroy()
    },
  }
}

function pathOf({ db, path, query }: CouchRequest): string {
  const names = [db === undefined ? [] : encodeURIComponent(db), path ?? []].flat()
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`
  return `/${names.join('/')}${search}`
}
