import { type Ticket } from '@totem/shared-schema'
import { type ChargeDocument } from '../documents/charge.ts'
import { type MoneyFact } from '../settlements/payment-event.ts'
import { tellTicket } from '../settlements/tell-ticket.ts'
import { type TenantPayments } from '../tenant-payments.ts'

type ExpiredCharge = Extract<MoneyFact, { readonly kind: 'expired_charge' }>

/**
 * Tells a ticket, once, that its charge ended unpaid; says whether it knows. A ticket that is cancelled has nothing to do
 * with the charge.
 */
export const tellEnded = async (
  tenant: TenantPayments,
  charge: ChargeDocument,
): Promise<boolean> => {
  if (charge.ticketId === null) return false
  const ticket = await tenant.tickets.get(charge.ticketId)
  if (ticket === undefined || ticket.service.kind === 'cancelled') return false
  const fact: ExpiredCharge = { kind: 'expired_charge', charge }
  return (await tellTicket(tenant, charge.ticketId, () => fact)) !== undefined
}

/** Tells a ticket whose cancellation may have been undone which of its charges were withdrawn for it meanwhile. */
export const tellWithdrawn = async (tenant: TenantPayments, ticket: Ticket): Promise<void> => {
  const isUndone = ticket.history.some(({ event }) => event.type === 'undone')
  if (!isUndone || ticket.service.kind === 'cancelled') return
  const mine = { ticketId: ticket.id, provider: tenant.provider.key }
  for (const id of await tenant.charges.idsIn('ended', mine)) {
    const charge = await tenant.charges.get(id)
    if (charge?.state === 'ended') await tellEnded(tenant, charge)
  }
}
