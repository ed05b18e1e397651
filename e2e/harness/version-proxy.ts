import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'

/** A way to the gateway on which a new version of the kiosk can appear. */
export interface VersionProxy extends AsyncDisposable {
  readonly origin: string
  /** From now on the kiosk's service worker differs by a comment, as that of a new build does. */
  readonly release: () => void
}

/** Starts the proxy on a free port of this machine. */
export const startVersionProxy = async (gateway: string): Promise<VersionProxy> => {
  let isReleased = false
  const { hostname, port } = new URL(gateway)
  const server = createServer((incoming, outgoing) => {
    const isWorker = incoming.url === '/kiosk/sw.js'
    // The worker's text is read here, so it must come uncompressed.
    const headers = isWorker
      ? { ...incoming.headers, 'accept-encoding': 'identity' }
      : incoming.headers
    const { method, url: path } = incoming
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      if (isWorker && isReleased) void answerNewWorker(answer, outgoing)
      else {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      }
    })
    // A gateway that is away is a line that breaks, not an answer.
    asked.on('error', () => outgoing.destroy())
    incoming.pipe(asked)
  })
  server.on('upgrade', (incoming, socket, head) => {
    const upstream = connect(Number(port), hostname, () => {
      const lines = [`${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1`]
      for (let at = 0; at < incoming.rawHeaders.length; at += 2)
        lines.push(`${incoming.rawHeaders[at] ?? ''}: ${incoming.rawHeaders[at + 1] ?? ''}`)
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`)
      upstream.write(head)
      socket.pipe(upstream).pipe(socket)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const { port: own } = server.address() as AddressInfo
  return {
    origin: `http://localhost:${own}`,
    release: () => {
      isReleased = true
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const answerNewWorker = async (
  answer: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const parts: Uint8Array[] = []
  for await (const part of answer) parts.push(part as Uint8Array)
  const { 'content-length': _length, etag: _etag, ...headers } = answer.headers
  outgoing.writeHead(200, headers)
  outgoing.end(`${Buffer.concat(parts).toString('utf8')}\n// another version`)
}
