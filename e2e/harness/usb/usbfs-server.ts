import { type Socket } from 'node:net'
import { type EmulatedPrinter } from './emulated-printer.ts'

/** `struct header` of usbfs-shim.c. */
const headerBytes = 16
const letters = { submit: 0x53, discard: 0x44, clearHalt: 0x48 }

/** What came in, or how much went out. */
interface Transferred {
  readonly data?: Uint8Array
  readonly length?: number
}

/** Answers the requests of one opened device from a printer. */
export const serveUsbfs = (line: Socket, printer: EmulatedPrinter): void => {
  const reads: number[] = []
  const unread: number[] = []
  const writes = new Map<number, () => void>()
  let held = Buffer.alloc(0)

  const complete = (id: number, status: number, { data, length = 0 }: Transferred): void => {
    if (line.destroyed) return
    const header = Buffer.alloc(headerBytes)
    header.writeUInt8(data === undefined ? 0 : 1, 2)
    header.writeUInt32LE(id, 4)
    header.writeInt32LE(status, 8)
    header.writeUInt32LE(data?.length ?? length, 12)
    line.write(Buffer.concat([header, data ?? Buffer.alloc(0)]))
  }
  const answer = (): void => {
    while (reads.length > 0 && unread.length > 0)
      complete(reads.shift() ?? 0, 0, { data: Uint8Array.from(unread.splice(0, 64)) })
  }
  const stop = printer.onSay((bytes) => {
    unread.push(...bytes)
    answer()
  })

  const submit = (id: number, endpoint: number, data: Buffer): void => {
    // The only control request that is asked here: GET_PORT_STATUS.
    if (endpoint === 0) complete(id, 0, { data: Uint8Array.of(printer.portStatus()) })
    else if ((endpoint & 0x80) !== 0) {
      reads.push(id)
      answer()
    } else {
      const { taken, cancel } = printer.write(Uint8Array.from(data))
      writes.set(id, cancel)
      void taken.then((status) => {
        writes.delete(id)
        // -EPIPE is how usbfs says that the endpoint stalled.
        complete(id, status === 'ok' ? 0 : -32, { length: status === 'ok' ? data.length : 0 })
      })
    }
  }
  const discard = (id: number): void => {
    writes.get(id)?.()
    writes.delete(id)
    const at = reads.indexOf(id)
    if (at >= 0) reads.splice(at, 1)
  }

  line.on('data', (piece) => {
    held = Buffer.concat([held, typeof piece === 'string' ? Buffer.from(piece) : piece])
    for (;;) {
      if (held.length < headerBytes) return
      const length = held.readUInt32LE(12)
      if (held.length < headerBytes + length) return
      const [type, endpoint, id] = [held.readUInt8(0), held.readUInt8(1), held.readUInt32LE(4)]
      const data = held.subarray(headerBytes, headerBytes + length)
      held = held.subarray(headerBytes + length)
      if (type === letters.submit) submit(id, endpoint, data)
      else if (type === letters.discard) discard(id)
      else if (type === letters.clearHalt) printer.isHalted = false
    }
  })
  line.on('error', () => undefined)
  line.on('close', () => {
    stop()
    for (const cancel of writes.values()) cancel()
  })
}
