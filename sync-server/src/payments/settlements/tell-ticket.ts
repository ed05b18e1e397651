import { type EventId, type Ticket, type TicketId } from '@totem/shared-schema'
import { type TenantPayments } from '../tenant-payments.ts'
import { type MoneyFact, paymentEvent, saysTheSame } from './payment-event.ts'

/** A fact as its ticket now holds it. */
export interface Told<F extends MoneyFact> {
  readonly event: EventId
  readonly fact: F
}

/** Puts a fact about money on its ticket, once; `undefined` while the ticket is not here. */
export const tellTicket = async <F extends MoneyFact>(
  { tenantId, tickets, settlementKey }: TenantPayments,
  ticketId: TicketId,
  factOf: (ticket: Ticket) => F,
): Promise<Told<F> | undefined> => {
  let told: Told<F> | undefined
  const ticket = await tickets.append(ticketId, (now) => {
    const fact = factOf(now.ticket)
    const known = now.events.find(
      ({ event }) => event.by.kind === 'gateway' && saysTheSame(fact, event),
    )
    if (known !== undefined) {
      told = { event: known.id, fact }
      return undefined
    }
    const added = paymentEvent({ tenantId, ticketId }, fact, settlementKey)
    told = { event: added.id, fact }
    return added
  })
  return ticket === undefined ? undefined : told
}
