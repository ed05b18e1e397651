import { haveSameEvents, mergeTickets, type TicketDocument } from '@totem/shared-schema'
import { type Collections } from '../database/database.ts'

/** Merges events into the device's copy of a ticket, making the copy when there is none. */
export const keepTicket = async (
  { collections }: { readonly collections: Collections },
  document: TicketDocument,
): Promise<void> => {
  const held = await collections.tickets.findOne(document.id).exec()
  if (held === null) {
    await collections.tickets.insertIfNotExists(document)
    return
  }
  await held.incrementalModify((current) => {
    const merged = mergeTickets(current, document)
    return haveSameEvents(merged.events, current.events) ? current : { ...current, ...merged }
  })
}
