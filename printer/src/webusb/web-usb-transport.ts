import { err, ok, type Result } from '@totem/shared-schema'
import {
  detailOf,
  type OpenProblem,
  type OwnerLock,
  type PrinterTransport,
} from '../transport/transport.ts'
import { findPrinterInterface, type PrinterInterface } from './find-printer-interface.ts'
import { type Usb, type UsbDevice } from './usb-api.ts'
import { createUsbLink } from './usb-link.ts'

/** What the WebUSB transport works with. */
export interface WebUsbOptions {
  readonly usb: Usb
  /** Held while the printer is: a second tab learns at once that it is busy, whatever the driver thinks. */
  readonly lock: OwnerLock
  readonly lockName: string
}

/** Prints through WebUSB to the first printer that was allowed to this page: by policy, or once by staff. */
export const webUsbTransport = ({ usb, lock, lockName }: WebUsbOptions): PrinterTransport => ({
  kind: 'usb',
  open: async () => {
    const found = await findPrinter(usb)
    if (found === undefined) return err({ kind: 'absent' })
    const release = await lock.take(lockName)
    if (release === undefined) return err({ kind: 'busy' })
    const claimed = await claim(found.device, found.printer)
    if (!claimed.ok) {
      release()
      return claimed
    }
    return ok(createUsbLink({ usb, ...found, onClosed: release }))
  },
  onArrival: (listener) => {
    const arrived = ({ device }: { readonly device: UsbDevice }): void => {
      if (findPrinterInterface(device) !== undefined) listener()
    }
    usb.addEventListener('connect', arrived)
    return () => usb.removeEventListener('connect', arrived)
  },
})

/** What `requestDevice` shows in its list: anything of the printer class. */
export const printerFilters = [{ classCode: 7 }] as const

interface Found {
  readonly device: UsbDevice
  readonly printer: PrinterInterface
}

const findPrinter = async (usb: Usb): Promise<Found | undefined> => {
  for (const device of await usb.getDevices()) {
    const printer = findPrinterInterface(device)
    if (printer !== undefined) return { device, printer }
  }
  return undefined
}

/** Never resets: on Linux a reset hands the interface back to the kernel's driver. */
const claim = async (
  device: UsbDevice,
  printer: PrinterInterface,
): Promise<Result<void, OpenProblem>> => {
  try {
    if (!device.opened) await device.open()
    if (device.configuration?.configurationValue !== printer.configurationValue)
      await device.selectConfiguration(printer.configurationValue)
    await device.claimInterface(printer.interfaceNumber)
    if (printer.alternateSetting !== 0)
      await device.selectAlternateInterface(printer.interfaceNumber, printer.alternateSetting)
    return ok(undefined)
  } catch (cause) {
    await device.close().catch(() => undefined)
    return err(openProblemOf(cause))
  }
}

/** The names Chromium gives: measured with a kernel driver bound, without a udev rule, and unplugged meanwhile. */
const openProblemOf = (cause: unknown): OpenProblem => {
  switch (cause instanceof Error ? cause.name : '') {
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
