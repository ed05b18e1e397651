import {
  mergeTickets,
  type EventPlace,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import { type DeviceParts } from '../device-parts.ts'
import { type LedgerState } from '../ledger/ledger-state.ts'

/**
 * Gives what this device holds of a ticket: its copy in RxDB joined with its own events in the ledger. RxDB may be
 * gone or closed for a moment; what this device sold is never unknown to it.
 */
export const heldTicket = async (
  { collections, ledger, identity, onViewTrouble }: DeviceParts,
  id: TicketId,
): Promise<TicketDocument | undefined> => {
  const place = { tenantId: identity.tenantId, ticketId: id }
  try {
    const held = (await collections.tickets.findOne(id).exec())?.toMutableJSON()
    return withOwnEvents(held, ledger.state, place)
  } catch (cause) {
    onViewTrouble(cause)
    return withOwnEvents(undefined, ledger.state, place)
  }
}

/** Joins a copy of a ticket with the events of this device in the ledger. */
export const withOwnEvents = (
  held: TicketDocument | undefined,
  state: LedgerState,
  { tenantId, ticketId }: EventPlace,
): TicketDocument | undefined => {
  const own = ledgerTickets(state, tenantId, ticketId).get(ticketId)
  return held === undefined || own === undefined ? (held ?? own) : mergeTickets(held, own)
}

/** Gathers the events of the ledger by ticket; of one ticket alone when `only` is named. */
export const ledgerTickets = (
  state: LedgerState,
  tenantId: TicketDocument['tenantId'],
  only?: TicketId,
): ReadonlyMap<TicketId, TicketDocument> => {
  const documents = new Map<TicketId, TicketDocument>()
  for (const [eventId, { ticketId, event }] of state.events) {
    if (only !== undefined && ticketId !== only) continue
    const events = { ...documents.get(ticketId)?.events, [eventId]: event }
    documents.set(ticketId, { id: ticketId, tenantId, events })
  }
  return documents
}
