import type { PrintJob, PrintOrder, PrinterChoice, PrinterStanding } from '@totem/printer'
import { type Ticket, type TicketId } from '@totem/shared-schema'
import { type ToldWait } from '../queue/told-wait.ts'

/** What is known of printing on this kiosk at a moment. */
export interface PrintingState {
  /** Jobs of the last days, oldest first. */
  readonly jobs: readonly PrintJob[]
  readonly standing: PrinterStanding
  /** The printer staff set up; `null`: nobody has. */
  readonly choice: PrinterChoice | null
}

/** Printing on this kiosk, as its screens need it. */
export interface Printing extends AsyncDisposable {
  readonly state: () => PrintingState
  /** Calls after every change. */
  readonly onChange: (listener: () => void) => () => void
  /** Says whether bytes are on their way: not the moment for a new version of the app. */
  readonly isBusy: () => boolean
  /** Gives the number people know a job by; `undefined` for a test page and a ticket that is not held here. */
  readonly numberOf: (order: PrintOrder) => string | undefined
  /**
   * Orders the one original of a ticket, with the wait its customer was told. A kiosk without a printer orders
   * nothing, and remembers the wait for the PDF.
   */
  readonly printOriginal: (ticket: Ticket, wait?: ToldWait) => void
  /** Saves a ticket as a PDF, for those who get no paper. */
  readonly savePdf: (ticket: Ticket) => Promise<void>
  /** What only staff do. */
  readonly staff: PrintingStaff
}

/** What staff do at the kiosk's printer. */
export interface PrintingStaff {
  /** Asks the browser to let this page use a printer of a kind; needs a press of a button. */
  readonly allow: (kind: 'usb' | 'serial') => Promise<void>
  readonly choose: (choice: PrinterChoice) => Promise<void>
  readonly printTestPage: () => void
  /** Prints a job of which nothing came out. */
  readonly printAfterAll: (jobId: string) => void
  /** Prints a *2ª via*. */
  readonly reprint: (ticketId: TicketId) => void
  /** Somebody looked: the paper is there. */
  readonly markSeen: (jobId: string) => void
  /** Tickets of today that were never ordered, because the app ended in that moment. */
  readonly forgotten: () => readonly Ticket[]
}

/** Says whether this kiosk has a printer: staff set one up, or one is plugged in. */
export const hasPrinter = ({ choice, standing }: PrintingState): boolean =>
  choice !== null ||
  standing.kind === 'ready' ||
  (standing.kind === 'unavailable' && standing.problem !== 'absent')

/** Names the one job that prints a ticket's original. */
export const originalJobId = (ticketId: TicketId): string => ticketId
