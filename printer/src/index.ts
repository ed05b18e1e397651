export { receiptOf, type ReceiptFacts, type ReceiptLine } from './receipt/receipt.ts'

export { buildTestPage } from './escpos/build-test-page.ts'
export { buildTicketJob } from './escpos/build-ticket-job.ts'
export { type Completion, type PrintData } from './escpos/print-data.ts'
export {
  paperWidths,
  printerModels,
  type PaperWidth,
  type PrinterModel,
  type PrinterProfile,
} from './profile/printer-profile.ts'
export { previewOf } from './preview/preview.ts'
export { bitmapToRgba, type RgbaPicture } from './preview/rgba.ts'
export { profileOf, type PrinterSetup } from './profile/profile-of.ts'
export {
  type JobState,
  type PrintJob,
  type PrintOrder,
  type PrintProblem,
} from './queue/print-job.ts'
export {
  type JournalFile,
  openPrintJournal,
  type PrinterChoice,
  type PrintJournal,
} from './queue/print-journal.ts'
export {
  freshForMs,
  openPrintQueue,
  type PrintQueue,
  type PrintQueueOptions,
} from './queue/print-queue.ts'
export { type PrinterStanding } from './queue/printer-hold.ts'
export { type PrinterStatus, type PrinterTrouble } from './status/printer-status.ts'
export { createMemoryPrinter, type MemoryPrinter } from './transport/memory-transport.ts'
export {
  type Clock,
  type OpenProblem,
  type OwnerLock,
  type PrinterLink,
  type PrinterTransport,
} from './transport/transport.ts'
export { type Serial } from './web-serial/serial-api.ts'
export { webSerialTransport } from './web-serial/web-serial-transport.ts'
export { type Usb } from './webusb/usb-api.ts'
export { printerFilters, webUsbTransport } from './webusb/web-usb-transport.ts'
export { RelayHello, type RelayWord } from './tcp/relay-protocol.ts'
export { relayTransport, type RelaySocket } from './tcp/relay-transport.ts'
