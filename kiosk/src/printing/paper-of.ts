import {
  buildTestPage,
  buildTicketJob,
  profileOf,
  receiptOf,
  type PrintData,
  type PrintOrder,
  type PrinterChoice,
  type ReceiptFacts,
} from '@totem/printer'
import { type Ticket, type WaitEstimate } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'

/** What the bytes of a paper are made from. */
export interface PaperSource {
  readonly studio: string
  /** IANA name of the tenant's time zone. */
  readonly timeZone: string
  readonly choice: PrinterChoice
  /** The ticket as it now stands; `undefined` when it is not held here. */
  readonly ticket: Ticket | undefined
  readonly signPaper: Device['signPaper']
  /** The wait its customer was told, while it is worth repeating. */
  readonly wait: WaitEstimate | undefined
}

/** Makes the bytes of an order; `undefined` for a ticket that is gone or was cancelled meanwhile. */
export const paperOf = (order: PrintOrder, source: PaperSource): PrintData | undefined => {
  const { ticket, choice } = source
  const profile = profileOf(choice)
  if (order.ticketId === null) return buildTestPage(profile)
  if (ticket === undefined || ticket.service.kind === 'cancelled') return undefined
  const copy = order.copy === 0 ? 'original' : 'reprint'
  return buildTicketJob(receiptOf(factsOf(ticket, copy, source)), profile)
}

/** Gathers what the receipt of a ticket says, the same for paper and PDF. */
export const factsOf = (
  ticket: Ticket,
  copy: ReceiptFacts['copy'],
  { studio, timeZone, signPaper, wait }: Omit<PaperSource, 'choice' | 'ticket'>,
): ReceiptFacts => {
  const qr = signPaper(ticket)
  return {
    ticket,
    studio,
    timeZone,
    copy,
    ...(wait !== undefined && { wait }),
    ...(qr.ok && { qr: qr.value }),
  }
}
