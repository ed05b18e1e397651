import { intentOfTxid, type TicketId } from '@totem/shared-schema'
import { chargeId, endOfCharge } from '../documents/charge.ts'
import { type SettlementDocument } from '../documents/settlement.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { type Claim } from './judge-settlement.ts'

/** The ticket that a movement of money is meant for, and why. */
export interface FoundClaim {
  readonly ticketId: TicketId
  readonly claim: Claim
}

/**
 * Finds the ticket that money is meant for: where a manager put it, where its charge leads, or who was sold
 * under its intent (a static code has no charge). Never by the amount: that only suggests.
 */
export const findClaim = async (
  { charges, tickets }: Pick<TenantPayments, 'charges' | 'tickets'>,
  { txid, link }: SettlementDocument,
): Promise<FoundClaim | undefined> => {
  if (link !== null && link.operator !== null)
    return { ticketId: link.ticketId, claim: { kind: 'linked' } }
  if (txid === null) return undefined
  const charge = await charges.get(chargeId({ txid }))
  if (charge === undefined) {
    const ticket = await tickets.byIntent(intentOfTxid(txid))
    return ticket && { ticketId: ticket.id, claim: { kind: 'intent', endsAt: null } }
  }
  const { ticketId, origin } = charge
  if (ticketId === null) return undefined
  const endsAt = endOfCharge(charge)
  return { ticketId, claim: { kind: origin === 'pool' ? 'shown' : 'intent', endsAt } }
}
