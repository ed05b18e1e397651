import {
  webSerialTransport,
  webUsbTransport,
  printerFilters,
  relayTransport,
  type PrinterChoice,
  type RelaySocket,
} from '@totem/printer'
import { webLock, type DeviceHome } from '@totem/shared-schema/local-store'
import { openPrinting } from './open-printing.ts'
import { type OpenPrinting } from './printing-context.tsx'
import { noTransport } from './no-transport.ts'
import { savePdf } from './save-pdf.ts'

const openRelaySocket = (): RelaySocket => {
  const address = new URL('/printing/relay', location.origin)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address)
  socket.binaryType = 'arraybuffer'
  return socket
}

/** Bits per second of a serial printer that is not a CDC one: what Bematech and Daruma ship with. */
const baudRate = 115_200

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
      transportOf: ({ transport }: PrinterChoice) => {
        if (transport.kind === 'usb' && 'usb' in navigator)
          return webUsbTransport({ usb: navigator.usb, lock, lockName })
        if (transport.kind === 'serial' && 'serial' in navigator)
          return webSerialTransport({ serial: navigator.serial, lock, lockName, baudRate })
        if (transport.kind === 'gateway')
          return relayTransport({
            printer: transport.printer,
            openSocket: openRelaySocket,
            token: async () => {
              const token = await device.token()
              return token.ok ? token.value : undefined
            },
            clock,
          })
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
