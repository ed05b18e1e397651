import { type OwnerLock, type PrinterTransport, webSerialTransport } from '@totem/printer'

/** Bits per second of a serial printer that is not a CDC one: what Bematech and Daruma ship with. */
const baudRate = 115_200

/** Reaches the printer on a serial port. A module of its own: only kiosks with such a printer load it. */
export const serialPrinter = (lock: OwnerLock, lockName: string): PrinterTransport =>
  webSerialTransport({ serial: navigator.serial, lock, lockName, baudRate })
