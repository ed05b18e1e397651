import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { type TestPrinter } from '../transport/_test-printer.ts'
import { type RelaySocket } from './relay-transport.ts'

/** A printer on the network behind a relay: real TCP on this machine, and a socket without a WebSocket's handshake. */
export interface RelayBench extends AsyncDisposable {
  readonly printer: TestPrinter
  readonly openSocket: () => RelaySocket
}

/** Starts a printer that listens as one does on port 9100. */
export const startRelayBench = async (): Promise<RelayBench> => {
  const received: number[] = []
  const lines = new Set<Socket>()
  let isThere = true
  let isHeld = false
  const server = createServer((line) => {
    lines.add(line)
    line.on('data', (bytes) => received.push(...(typeof bytes === 'string' ? [] : bytes)))
    line.on('close', () => lines.delete(line))
    line.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  const openSocket = (): RelaySocket => {
    const events = new EventTarget()
    let line: Socket | undefined
    const tell = (data: unknown): boolean =>
      events.dispatchEvent(Object.assign(new Event('message'), { data }))
    const say = (word: object): boolean => tell(JSON.stringify(word))
    const begin = (): void => {
      if (isHeld) return void say({ kind: 'refused', problem: 'busy' })
      if (!isThere) return void say({ kind: 'refused', problem: 'absent' })
      line = connect({ port, host: '127.0.0.1' }, () => say({ kind: 'open' }))
      line.on('data', (bytes) => {
        if (typeof bytes !== 'string') tell(Uint8Array.from(bytes).buffer)
      })
      line.on('close', () => events.dispatchEvent(new Event('close')))
      line.on('error', () => undefined)
    }
    setTimeout(() => events.dispatchEvent(new Event('open')))
    return {
      send: (data) => {
        if (typeof data === 'string') begin()
        else line?.write(data, () => say({ kind: 'taken' }))
      },
      close: () => {
        line?.end()
      },
      addEventListener: (type: string, listener: unknown) =>
        events.addEventListener(type, listener as (event: Event) => void),
    }
  }
  const cut = (): void => {
    for (const line of lines) line.destroy()
  }
  return {
    openSocket,
    printer: {
      received: () => [...received],
      say: (bytes) => {
        for (const line of lines) line.write(Uint8Array.from(bytes))
      },
      setTaking: () => undefined,
      plugIn: () => {
        received.length = 0
        isThere = true
      },
      unplug: () => {
        isThere = false
        cut()
      },
      setHeldElsewhere: (held) => {
        isHeld = held
      },
    },
    [Symbol.asyncDispose]: async () => {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}
