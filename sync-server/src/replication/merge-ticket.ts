import { haveSameEvents, mergeTickets, type TicketDocument } from '@totem/shared-schema'
import { storedToTicket, ticketToStored } from './stored-ticket.ts'
import { type MergeIntent } from './write-merged.ts'

/** Says how events of a ticket come into the database: by union with what lies there, and not at all when all of them do. */
export const mergeTicketIntent = (document: TicketDocument): MergeIntent => ({
  id: document.id,
  merge: (stored) => {
    const current = storedToTicket(stored)
    const merged = current === undefined ? document : mergeTickets(current, document)
    return current !== undefined && haveSameEvents(current.events, merged.events)
      ? undefined
      : ticketToStored(merged, stored?._rev)
  },
})
