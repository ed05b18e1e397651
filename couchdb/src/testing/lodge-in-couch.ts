import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import * as v from 'valibot'

/** Address of a server, without a slash at the end, and its admin. */
export interface CouchAdmin {
  readonly url: string
  readonly user: string
  readonly password: string
}

/** How a test says who it is. */
export type Credentials = Omit<CouchAdmin, 'url'>

/** A part of a running CouchDB that looks like a server of its own. */
export interface Lodging extends AsyncDisposable {
  readonly url: string
}

/** Where a test lives: its databases begin with `prefix`, and `admin` is the name it gives there. */
export interface LodgingPlan {
  readonly prefix: string
  readonly admin: Credentials
}

/** What the server itself answers; every other first segment of a path names a database. */
const serverPath = /^\/(_(?!users\b|replicator\b)|$|\?)/

/**
 * Lets one test live in a CouchDB that others use at the same moment: a proxy on a free port of 127.0.0.1 that puts a
 * prefix before the name of every database, knows the test's own admin, and deletes those databases when it goes.
 */
export const lodgeInCouch = async (
  couch: CouchAdmin,
  { prefix, admin }: LodgingPlan,
): Promise<Lodging> => {
  const ownNames = async (): Promise<readonly string[]> => {
    const all = v.parse(v.array(v.string()), await (await ask(couch, 'GET', '_all_dbs')).json())
    return all.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
  }
  const server = createServer((asked, answer) => {
    const { url = '/' } = asked
    if (url === '/_all_dbs')
      void ownNames().then(
        (names) => answer.setHeader('content-type', 'application/json').end(JSON.stringify(names)),
        () => answer.destroy(),
      )
    else {
      if (asked.headers.authorization === basic(admin)) asked.headers.authorization = basic(couch)
      const path = serverPath.test(url) ? url : `/${prefix}${url.slice(1)}`
      forward(asked, answer, couch.url + path)
    }
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = v.parse(v.object({ port: v.number() }), server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      for (const name of await ownNames()) await ask(couch, 'DELETE', prefix + name)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A kept connection that the other side closes just then would look like a fault of the database. */
const agent = new Agent({ keepAlive: false })

/** Passes a request on and its answer back, bit by bit: a feed has no end. */
const forward = (asked: IncomingMessage, answer: ServerResponse, url: string): void => {
  const { method, headers } = asked
  const onward = request(url, { agent, method, headers }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    answer.flushHeaders()
    reply.pipe(answer)
    reply.on('error', () => answer.destroy())
  })
  onward.on('error', () => answer.destroy())
  answer.on('close', () => onward.destroy())
  asked.pipe(onward)
}

const ask = (couch: CouchAdmin, method: string, path: string): Promise<Response> =>
  fetch(`${couch.url}/${path}`, { method, headers: { authorization: basic(couch) } })

const basic = ({ user, password }: Credentials): string => `Basic ${btoa(`${user}:${password}`)}`
