import type { PrinterTransport } from '@totem/printer'
import { err } from '@totem/shared-schema'

/** What a browser without WebUSB and WebSerial prints to: nothing, said honestly. */
export const noTransport: PrinterTransport = {
  kind: 'memory',
  open: () => Promise.resolve(err({ kind: 'absent' })),
  onArrival: () => () => undefined,
}
