import { chargeId } from '../documents/charge.ts'
import { type TenantPayments } from '../tenant-payments.ts'

/** Says whether nobody is to pay a charge any more, though the bank would still let them: its ticket was cancelled. */
export const isCalledOff = async (
  { charges, tickets }: Pick<TenantPayments, 'charges' | 'tickets'>,
  txid: string,
): Promise<boolean> => {
  const charge = await charges.get(chargeId({ txid }))
  if (charge === undefined || charge.ticketId === null) return false
  if (charge.state !== 'open' && charge.state !== 'asked') return false
  return (await tickets.get(charge.ticketId))?.service.kind === 'cancelled'
}
