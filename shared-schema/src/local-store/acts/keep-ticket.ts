import { haveSameEvents, mergeTickets, type TicketDocument } from '@totem/shared-schema'
import { type Collections } from '../database/database.ts'

/** Merges events into the device's copy of a ticket, making the copy when there is none. */
export const keepTicket = async (
  { collections }: { readonly collections: Collections },
  document: TicketDocument,
): Promise<void> => {
  // Somebody may make the copy between the look and the insertion: then it comes back, and is joined too.
  const held =
    (await collections.tickets.findOne(document.id).exec()) ??
    (await collections.tickets.insertIfNotExists(document))
  const copy = held.toMutableJSON()
  if (haveSameEvents(mergeTickets(copy, document).events, copy.events)) return
  await held.incrementalModify((current) => ({ ...current, ...mergeTickets(current, document) }))
}
