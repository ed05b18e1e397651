import {
  type EventId,
  type TicketDocument,
  type TicketEvent,
  type TicketId,
} from '@totem/shared-schema'
import { type DeviceParts } from '../device-parts.ts'
import { keepTicket } from './keep-ticket.ts'

/**
 * Puts back into RxDB what the ledger holds and RxDB does not: after a wiped IndexedDB, or a power
 * cut between the two. What is there already stays untouched.
 */
export const replayLedger = async (parts: DeviceParts): Promise<number> => {
  const { ledger, collections, identity } = parts
  const documents = new Map<TicketId, TicketDocument>()
  for (const [id, { ticketId, event }] of ledger.state.events)
    documents.set(ticketId, withEvent(documents.get(ticketId), { id, event, ticketId, identity }))
  const held = await collections.tickets.findByIds([...documents.keys()]).exec()
  const missing = [...documents.values()].filter((document) => {
    const events = held.get(document.id)?.events
    return !Object.keys(document.events).every(
      (id) => events !== undefined && Object.hasOwn(events, id),
    )
  })
  for (const document of missing) await keepTicket(parts, document)
  for (const customer of ledger.state.customers.values())
    await collections.customers.insertIfNotExists(customer)
  for (const shift of ledger.state.shifts.values()) await collections.shifts.upsert(shift)
  return missing.length
}

const withEvent = (
  document: TicketDocument | undefined,
  added: {
    readonly id: EventId
    readonly event: TicketEvent
    readonly ticketId: TicketId
    readonly identity: DeviceParts['identity']
  },
): TicketDocument => ({
  id: added.ticketId,
  tenantId: added.identity.tenantId,
  events: { ...document?.events, [added.id]: added.event },
})
