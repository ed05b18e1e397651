import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * What a TCP connection does to who talks over it. `frozen`: from some moment on nothing moves and nobody
 * is told, as when a phone changes its mast; `cut`: it ends in the middle; `blocked`: a firewall refuses it.
 */
export type LineFault =
  | { readonly kind: 'none' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'cut' | 'frozen'; readonly afterMs: number }

/** A stretch of cable between a device and the gateway. */
export interface FaultyLine extends AsyncDisposable {
  readonly port: number
  /** Ends the connections that are frozen, so that no watchdog must be waited for, and spares the others what was to come. */
  readonly heal: () => void
  readonly endAll: () => void
}

interface Pair {
  readonly ends: readonly [Socket, Socket]
  isFrozen: boolean
  /** Brings the fault that is still to come. */
  harm?: NodeJS.Timeout
}

/** Lays a line to a port of this machine; each new connection asks what is wrong with it. */
export const layFaultyLine = async (
  targetPort: number,
  nextFault: () => LineFault,
): Promise<FaultyLine> => {
  const pairs = new Set<Pair>()
  const end = (pair: Pair): void => {
    pairs.delete(pair)
    clearTimeout(pair.harm)
    for (const socket of pair.ends) socket.destroy()
  }
  const freeze = (pair: Pair): void => {
    pair.isFrozen = true
    for (const socket of pair.ends) socket.unpipe().pause()
  }
  const server = createServer((device) => {
    const fault = nextFault()
    device.on('error', () => undefined)
    if (fault.kind === 'blocked') {
      device.destroy()
      return
    }
    const gateway = connect(targetPort, '127.0.0.1')
    gateway.on('error', () => undefined)
    const pair: Pair = { ends: [device, gateway], isFrozen: false }
    pairs.add(pair)
    for (const socket of pair.ends) socket.once('close', () => end(pair))
    device.pipe(gateway)
    gateway.pipe(device)
    if (fault.kind === 'none') return
    const harm = fault.kind === 'cut' ? end : freeze
    pair.harm = setTimeout(() => harm(pair), fault.afterMs)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endAll = (): void => {
    for (const pair of [...pairs]) end(pair)
  }
  return {
    port: (server.address() as AddressInfo).port,
    endAll,
    heal: () => {
      for (const pair of [...pairs]) {
        clearTimeout(pair.harm)
        if (pair.isFrozen) end(pair)
      }
    },
    [Symbol.asyncDispose]: async () => {
      server.close()
      endAll()
      await once(server, 'close')
    },
  }
}
