import { err, ok, type Result } from '@totem/shared-schema'
import { createListeners } from '../transport/listeners.ts'
import {
  detailOf,
  type OpenProblem,
  type OwnerLock,
  type PrinterLink,
  type PrinterTransport,
  type WriteProblem,
} from '../transport/transport.ts'
import { type Serial, type SerialPort, type SerialReader, type SerialWriter } from './serial-api.ts'

/** What the WebSerial transport works with. */
export interface WebSerialOptions {
  readonly serial: Serial
  readonly lock: OwnerLock
  readonly lockName: string
  /** Bits per second; a CDC printer (Bematech MP-4200 TH, Daruma DR800) ignores it, a real serial line does not. */
  readonly baudRate: number
}

/** Prints through WebSerial, for printers that show themselves as a serial port, to the first port allowed to this page. */
export const webSerialTransport = (options: WebSerialOptions): PrinterTransport => {
  const { serial, lock, lockName, baudRate } = options
  return {
    kind: 'serial',
    open: async () => {
      const [port] = await serial.getPorts()
      if (port === undefined) return err({ kind: 'absent' })
      const release = await lock.take(lockName)
      if (release === undefined) return err({ kind: 'busy' })
      try {
        await port.open({ baudRate, flowControl: 'none' })
      } catch (cause) {
        release()
        return err(openProblemOf(cause))
      }
      const [reader, writer] = [port.readable?.getReader(), port.writable?.getWriter()]
      if (reader === undefined || writer === undefined) {
        await port.close().catch(() => undefined)
        release()
        return err({ kind: 'absent' })
      }
      return ok(createSerialLink({ serial, port, reader, writer, release }))
    },
    onArrival: (listener) => {
      serial.addEventListener('connect', listener)
      return () => serial.removeEventListener('connect', listener)
    },
  }
}

/** The names Chromium gives: a port that another program has open, and one that went meanwhile. */
const openProblemOf = (cause: unknown): OpenProblem => {
  switch (cause instanceof Error ? cause.name : '') {
    case 'InvalidStateError':
    case 'NetworkError':
      return { kind: 'busy' }
    case 'SecurityError':
      return { kind: 'denied' }
    case 'NotFoundError':
      return { kind: 'absent' }
    default:
      return { kind: 'broken', detail: detailOf(cause) }
  }
}

interface OpenPort {
  readonly serial: Serial
  readonly port: SerialPort
  readonly reader: SerialReader
  readonly writer: SerialWriter
  readonly release: () => void
}

const createSerialLink = ({ serial, port, reader, writer, release }: OpenPort): PrinterLink => {
  const said = createListeners<Uint8Array>()
  const left = createListeners<undefined>()
  let ended: WriteProblem | undefined

  /** Gives why the link is over: what ended it first. */
  const leave = (): WriteProblem => {
    if (ended !== undefined) return ended
    ended = { kind: 'gone' }
    left.tell(undefined)
    return ended
  }
  const disconnected = ({ target }: { readonly target: unknown }): void => {
    if (target === port) leave()
  }
  serial.addEventListener('disconnect', disconnected)

  const listen = async (): Promise<void> => {
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        if (value !== undefined) said.tell(value)
      }
    } catch {
      // A port that fails while it is read has gone; parity and break errors do not come over CDC.
      leave()
    }
  }
  void listen()

  const write = async (bytes: Uint8Array): Promise<Result<void, WriteProblem>> => {
    if (ended !== undefined) return err(ended)
    try {
      await writer.write(Uint8Array.from(bytes))
      return ok(undefined)
    } catch {
      return err(leave())
    }
  }

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    ended ??= { kind: 'closed' }
    serial.removeEventListener('disconnect', disconnected)
    // Both streams must be free before a port closes; each fails when the port has already gone.
    await writer.abort().catch(() => undefined)
    await reader.cancel().catch(() => undefined)
    writer.releaseLock()
    reader.releaseLock()
    await port.close().catch(() => undefined)
    release()
  }
  return {
    // WebSerial tells no name.
    name: '',
    write,
    onBytes: said.add,
    onGone: left.add,
    portStatus: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: () => (closing ??= close()),
  }
}
