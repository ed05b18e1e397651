import { err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { createListeners } from '../transport/listeners.ts'
import {
  type Clock,
  type OpenProblem,
  type PrinterLink,
  type PrinterTransport,
  type WriteProblem,
} from '../transport/transport.ts'
import { RelayWord, type RelayHello } from './relay-protocol.ts'

/** The part of a WebSocket that the relay uses, with `binaryType` at `arraybuffer`. */
export interface RelaySocket {
  readonly send: (data: string | Uint8Array<ArrayBuffer>) => void
  readonly close: () => void
  readonly addEventListener: {
    (type: 'open' | 'close', listener: () => void): void
    (type: 'message', listener: (event: { readonly data: unknown }) => void): void
  }
}

/** What the relay transport works with. */
export interface RelayOptions {
  readonly printer: string
  /** Opens a socket to the gateway's relay. */
  readonly openSocket: () => RelaySocket
  /** Gives the token of this device; `undefined`: the gateway cannot be reached. */
  readonly token: () => Promise<string | undefined>
  readonly clock: Clock
}

/** How long the gateway may take to reach a printer, in ms. */
const openMs = 8_000

/**
 * Prints through the gateway to a printer on its network (raw TCP, port 9100). The network's buffers take bytes that the
 * printer has not: *taken* means less here than on a cable, and a job that breaks off is uncertain all the same.
 */
export const relayTransport = ({
  printer,
  openSocket,
  token,
  clock,
}: RelayOptions): PrinterTransport => ({
  kind: 'tcp',
  open: async () => {
    const held = await token()
    if (held === undefined) return err({ kind: 'absent' })
    return openLine(openSocket(), { token: held, printer }, clock)
  },
  // A network announces nobody: the print queue looks again by itself.
  onArrival: () => () => undefined,
})

const openLine = (
  socket: RelaySocket,
  hello: RelayHello,
  clock: Clock,
): Promise<Result<PrinterLink, OpenProblem>> => {
  const { promise, resolve } = Promise.withResolvers<Result<PrinterLink, OpenProblem>>()
  const said = createListeners<Uint8Array>()
  const left = createListeners<undefined>()
  const waiting: ((outcome: Result<void, WriteProblem>) => void)[] = []
  let ended: WriteProblem | undefined
  const end = (problem: WriteProblem): void => {
    if (ended !== undefined) return
    ended = problem
    for (const settle of waiting.splice(0)) settle(err(problem))
    if (problem.kind === 'gone') left.tell(undefined)
    socket.close()
  }
  const stopWaiting = clock.after(openMs, () => {
    resolve(err({ kind: 'absent' }))
    end({ kind: 'closed' })
  })
  const link: PrinterLink = {
    name: hello.printer,
    write: (bytes) => {
      if (ended !== undefined) return Promise.resolve(err(ended))
      const { promise: taken, resolve: settle } =
        Promise.withResolvers<Result<void, WriteProblem>>()
      waiting.push(settle)
      socket.send(Uint8Array.from(bytes))
      return taken
    },
    onBytes: said.add,
    onGone: left.add,
    portStatus: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: () => {
      end({ kind: 'closed' })
      return Promise.resolve()
    },
  }

  socket.addEventListener('open', () => socket.send(JSON.stringify(hello)))
  socket.addEventListener('close', () => {
    stopWaiting()
    resolve(err({ kind: 'absent' }))
    end({ kind: 'gone' })
  })
  socket.addEventListener('message', ({ data }) => {
    if (data instanceof ArrayBuffer) {
      said.tell(new Uint8Array(data))
      return
    }
    const word = v.safeParse(v.pipe(v.string(), v.parseJson(), RelayWord), data)
    if (!word.success) {
      end({ kind: 'broken', detail: 'the relay said something else' })
      return
    }
    switch (word.output.kind) {
      case 'open':
        stopWaiting()
        resolve(ok(link))
        return
      case 'refused':
        stopWaiting()
        resolve(err({ kind: word.output.problem }))
        end({ kind: 'closed' })
        return
      case 'taken':
        waiting.shift()?.(ok(undefined))
    }
  })
  return promise
}
