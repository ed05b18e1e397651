import { isOwnedBy, type TicketId } from '@totem/shared-schema'
import { type ChargeDocument, chargeId } from '../documents/charge.ts'
import { type TenantPayments } from '../tenant-payments.ts'

/**
 * Leads a charge of the pool to the ticket that was sold with it. The first ticket stays; the kiosk that the
 * charge was made for must own it. Gives the charge as it is now.
 */
export const bindCharge = async (
  { charges }: Pick<TenantPayments, 'charges'>,
  { txid, ticketId }: { readonly txid: string; readonly ticketId: TicketId },
): Promise<ChargeDocument | undefined> => {
  const { document } = await charges.decide(chargeId({ txid }), (charge) => {
    if (charge?.origin !== 'pool' || charge.ticketId !== null) return undefined
    if (!isOwnedBy(ticketId, charge.device)) return undefined
    return charge.state === 'pooled'
      ? { ...charge, ticketId, state: 'open' }
      : { ...charge, ticketId }
  })
  return document
}
