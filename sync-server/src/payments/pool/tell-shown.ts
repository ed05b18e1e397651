import { shownCharges, type PoolRequest } from '@totem/shared-schema'
import { bindCharge } from '../charges/bind-charge.ts'
import { type PoolParts } from './pool-parts.ts'

/**
 * Leads shown charges to their tickets, and gives those for which nothing is left to do. Only the ticket's own signed
 * word counts: a charge whose ticket has not arrived is named again.
 */
export const tellShown = async (
  { tenant }: Pick<PoolParts, 'tenant'>,
  shown: PoolRequest['shown'],
): Promise<readonly string[]> => {
  const bound: string[] = []
  for (const { txid, ticketId } of shown) {
    const ticket = await tenant.tickets.get(ticketId)
    const tier = ticket && shownCharges(ticket).find((charge) => charge.txid === txid)?.tier
    if (tier === undefined) continue
    if (tier === 'pool') await bindCharge(tenant, { txid, ticketId })
    bound.push(txid)
  }
  return bound
}
