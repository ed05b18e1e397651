import { webUsbTransport, printerFilters, type PrinterChoice } from '@totem/printer'
import { webLock, type DeviceHome } from '@totem/shared-schema/local-store'
import { openPrinting } from './open-printing.ts'
import { type OpenPrinting } from './printing-context.tsx'
import { noTransport } from './no-transport.ts'
import { savePdf } from './save-pdf.ts'

/** Prints with what this browser has: WebUSB, WebSerial, the locks of the page and a journal in OPFS. */
export const browserPrinting =
  (home: Pick<DeviceHome, 'openPrintJournal'>): OpenPrinting =>
  async (device, clock) => {
    const { tenantId } = device.identity
    const lock = webLock(navigator.locks)
    const lockName = `totem-kiosk-${tenantId}-printer`
    return openPrinting({
      device,
      clock,
      journalFile: await home.openPrintJournal(tenantId),
      transportOf: async ({ transport }: PrinterChoice) => {
        if (transport.kind === 'usb' && 'usb' in navigator)
          return webUsbTransport({ usb: navigator.usb, lock, lockName })
        if (transport.kind === 'serial' && 'serial' in navigator) {
          const { serialPrinter } = await import('./serial-printer.ts')
          return serialPrinter(lock, lockName)
        }
        if (transport.kind === 'gateway') {
          const { networkPrinter } = await import('./network-printer.ts')
          return networkPrinter(transport.printer, device, clock)
        }
        return noTransport
      },
      savePdf: (facts) => savePdf(facts, clock.now()),
      allow: async (kind) => {
        try {
          if (kind === 'usb') await navigator.usb.requestDevice({ filters: [...printerFilters] })
          else await navigator.serial.requestPort()
        } catch (cause) {
          // The person closed the list without choosing.
          if (!(cause instanceof DOMException) || cause.name !== 'NotFoundError') throw cause
        }
      },
    })
  }
