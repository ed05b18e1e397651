import { err, ok, type Result } from '@totem/shared-schema'
import { createListeners } from '../transport/listeners.ts'
import {
  detailOf,
  type PortStatus,
  type PrinterLink,
  type WriteProblem,
} from '../transport/transport.ts'
import { type PrinterInterface } from './find-printer-interface.ts'
import { type Usb, type UsbDevice } from './usb-api.ts'

/** A printer whose interface has been claimed. */
export interface ClaimedPrinter {
  readonly usb: Usb
  readonly device: UsbDevice
  readonly printer: PrinterInterface
  /** Called once the device is closed. */
  readonly onClosed: () => void
}

/** Speaks over a claimed interface: one loop listens all the time, writes go out one by one. */
export const createUsbLink = (claimed: ClaimedPrinter): PrinterLink => {
  const { usb, device, printer, onClosed } = claimed
  const said = createListeners<Uint8Array>()
  const left = createListeners<undefined>()
  let ended: WriteProblem | undefined
  const isOver = (): boolean => ended !== undefined

  /** Gives why the link is over: what ended it first. */
  const leave = (): WriteProblem => {
    if (ended !== undefined) return ended
    ended = { kind: 'gone' }
    left.tell(undefined)
    return ended
  }
  const disconnected = (event: { readonly device: UsbDevice }): void => {
    if (event.device === device) leave()
  }
  usb.addEventListener('disconnect', disconnected)

  /** A read that fails tells of an unplugged printer before the event does; a stalled one is cleared. */
  const listen = async (endpoint: number): Promise<void> => {
    let failures = 0
    while (!isOver()) {
      try {
        const { status, data } = await device.transferIn(endpoint, printer.inPacketSize)
        if (status === 'stall') await device.clearHalt('in', endpoint)
        if (data != null && data.byteLength > 0)
          said.tell(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
        failures = 0
      } catch (cause) {
        if (isOver()) return
        if (isGone(cause)) {
          leave()
          return
        }
        failures += 1
        // A printer that cannot be heard still prints.
        if (failures === maxFailures) return
      }
    }
  }
  if (printer.inEndpoint !== undefined) void listen(printer.inEndpoint)

  const write = async (bytes: Uint8Array): Promise<Result<void, WriteProblem>> => {
    if (ended !== undefined) return err(ended)
    try {
      const { status } = await device.transferOut(printer.outEndpoint, Uint8Array.from(bytes))
      // `bytesWritten` echoes what was asked even when the printer took less: it is not looked at.
      if (status === 'ok') return ok(undefined)
      await device.clearHalt('out', printer.outEndpoint)
      return err({ kind: 'stalled' })
    } catch (cause) {
      return isOver() || isGone(cause)
        ? err(leave())
        : err({ kind: 'broken', detail: detailOf(cause) })
    }
  }

  const portStatus = async (): Promise<PortStatus | undefined> => {
    try {
      const { data } = await device.controlTransferIn(
        {
          requestType: 'class',
          recipient: 'interface',
          request: getPortStatus,
          value: 0,
          index: printer.interfaceNumber,
        },
        1,
      )
      if (data == null || data.byteLength === 0) return undefined
      const [bits = 0] = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      return {
        paperEmpty: (bits & 0x20) !== 0,
        selected: (bits & 0x10) !== 0,
        hasError: (bits & 0x08) === 0,
      }
    } catch {
      return undefined
    }
  }

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    ended ??= { kind: 'closed' }
    usb.removeEventListener('disconnect', disconnected)
    // Ends pending transfers: the only way, WebUSB has no time-outs.
    await device.close().catch(() => undefined)
    onClosed()
  }
  return {
    name: device.productName ?? '',
    write,
    onBytes: said.add,
    onGone: left.add,
    portStatus,
    [Symbol.asyncDispose]: () => (closing ??= close()),
  }
}

/** GET_PORT_STATUS of the USB printer class; GET_DEVICE_ID is 0, SOFT_RESET 2. */
const getPortStatus = 1

const maxFailures = 3

/** After an unplug pending transfers end so; whoever closes the device himself has marked the link as over before. */
const isGone = (cause: unknown): boolean =>
  cause instanceof Error && ['NotFoundError', 'AbortError', 'NetworkError'].includes(cause.name)
