import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Bytes that went over a link, headers and framing included. */
export interface Carried {
  readonly up: number
  readonly down: number
}

/** The way from one device to its server. */
export interface Link extends AsyncDisposable {
  /** Where the device finds the server. */
  readonly url: string
  /** Breaks all connections and lets none through until `heal`. */
  readonly cut: () => void
  readonly heal: () => void
  readonly carried: () => Carried
}

/** Lays a link to a server. */
export type LayLink = (server: string) => Promise<Link>

/** Lays no cable at all: what is measured is not disturbed, and can be neither cut nor counted. */
export const straightLink: LayLink = (server) => {
  const impossible = (): never => {
    throw new Error('a straight link can be neither cut nor counted')
  }
  return Promise.resolve({
    url: server,
    cut: impossible,
    heal: impossible,
    carried: impossible,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  })
}

/** Lays links that count, can be cut, and hold everything back for `delayMs` each way. */
export const cableWith =
  ({ delayMs }: { readonly delayMs: number }): LayLink =>
  async (server) => {
    const { hostname, port } = new URL(server)
    const sockets = new Set<Socket>()
    let isCut = false
    let up = 0
    let down = 0

    const listener = createServer({ noDelay: true }, (near) => {
      near.on('error', () => near.destroy())
      if (isCut) {
        near.resetAndDestroy()
        return
      }
      const far = connect({ host: hostname, port: Number(port), noDelay: true })
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
      }
      carry(near, far, { delayMs, count: (bytes) => (up += bytes) })
      carry(far, near, { delayMs, count: (bytes) => (down += bytes) })
    })
    listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    const address = listener.address()
    if (address === null || typeof address === 'string') throw new Error('no TCP address')

    const breakAll = (): void => {
      for (const socket of sockets) socket.destroy()
    }
    return {
      url: `${new URL(server).protocol}//127.0.0.1:${address.port}`,
      cut: () => {
        isCut = true
        breakAll()
      },
      heal: () => {
        isCut = false
      },
      carried: () => ({ up, down }),
      [Symbol.asyncDispose]: async () => {
        const closed = once(listener, 'close')
        listener.close()
        breakAll()
        await closed
      },
    }
  }

interface Carrying {
  readonly delayMs: number
  readonly count: (bytes: number) => void
}

/** Carries one direction. All chunks wait equally long, so they stay in order. */
const carry = (from: Socket, to: Socket, { delayMs, count }: Carrying): void => {
  const later = (act: () => void): void => {
    if (delayMs === 0) act()
    else setTimeout(act, delayMs)
  }
  from.on('data', (chunk) => {
    count(chunk.length)
    later(() => {
      if (to.writable) to.write(chunk)
    })
  })
  from.on('end', () => later(() => to.end()))
  from.on('error', () => to.destroy())
  from.on('close', () => later(() => to.end()))
}
