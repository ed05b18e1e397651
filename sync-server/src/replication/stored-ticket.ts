import { type DocumentToWrite, type StoredDocument } from '@totem/couchdb'
import {
  foldTicket,
  foldVersion,
  mergeEvents,
  TicketDocument,
  type TicketDocument as Ticket,
} from '@totem/shared-schema'
import * as v from 'valibot'

/**
 * Prints a ticket as the database holds it: its events, and beside them what indexes and people in Fauxton
 * look at, stamped with the version of the fold that made it.
 */
export const ticketToStored = (document: Ticket, rev: string | undefined): DocumentToWrite => {
  const ticket = foldTicket(document)
  return {
    _id: document.id,
    ...(rev === undefined ? {} : { _rev: rev }),
    tenantId: document.tenantId,
    foldVersion,
    ...(ticket === undefined
      ? { status: null }
      : {
          number: ticket.number,
          status: ticket.service.kind,
          payment: ticket.payment.status,
          service: ticket.sale.service.code,
          businessDay: ticket.sale.businessDay,
          soldAt: ticket.soldAt,
          intent: ticket.sale.intent,
        }),
    // Sorted, for databases hash a document's text: the same events are to be the same revision everywhere.
    events: mergeEvents(document.events, {}),
  }
}

/** Reads a ticket from the database; `undefined` for a tombstone or what is no ticket. */
export const storedToTicket = (stored: StoredDocument | undefined): Ticket | undefined => {
  if (stored === undefined || stored._deleted === true) return undefined
  const parsed = v.safeParse(TicketDocument, { ...stored, id: stored._id })
  return parsed.success ? parsed.output : undefined
}
