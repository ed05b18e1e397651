import { foldTicket, type RiskUse, type Ticket, type TicketId } from '@totem/shared-schema'
import { heldTicket } from '../acts/held-ticket.ts'
import { type DeviceParts } from '../device-parts.ts'
import { type Lease, type OfflineCharges } from '../ledger/offline-charges.ts'
import { withoutRefused } from '../ledger/without-refused.ts'

/** For how long a sale on trust counts when nothing more is heard of it, in ms: the desk closes its day by then. */
const countedMs = 24 * 60 * 60_000

/** Says whether a ticket that was sold on trust is a risk no more: money came, or nobody is served without paying. */
export const isSettled = ({ payment, service }: Pick<Ticket, 'payment' | 'service'>): boolean =>
  payment.status !== 'pending' || service.kind === 'cancelled' || service.kind === 'no_show'

/** Adds up the tickets sold on trust that are still a risk. */
export const riskUse = (
  { leases }: OfflineCharges,
  known: { readonly settled: ReadonlySet<TicketId>; readonly nowMs: number },
): RiskUse => {
  const open = new Map<TicketId, Lease>()
  for (const lease of leases.values())
    if (!known.settled.has(lease.ticketId) && lease.at > known.nowMs - countedMs)
      open.set(lease.ticketId, lease)
  return {
    count: open.size,
    sumCents: [...open.values()].reduce((sum, { amountCents }) => sum + amountCents, 0),
  }
}

/** Finds the tickets sold on trust that are a risk no more, as far as this device knows. */
export const settledTickets = async (parts: DeviceParts): Promise<ReadonlySet<TicketId>> => {
  const { state } = parts.ledger
  const settled = new Set<TicketId>()
  for (const { ticketId } of state.offline.leases.values()) {
    const held = await heldTicket(parts, ticketId)
    const ticket = held === undefined ? undefined : foldTicket(withoutRefused(held, state))
    if (ticket !== undefined && isSettled(ticket)) settled.add(ticketId)
  }
  return settled
}
