import { billOfCharge, type ChargeDocument, chargeId, watchedUntil } from '../documents/charge.ts'
import { type ChargeBill } from '../provider.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { tellEnded } from './tell-ended.ts'

/** What is known of a charge beyond our own document. */
export interface ChargeNews {
  readonly isPaid: boolean
  /** Withdrawn at the bank. */
  readonly isRemoved: boolean
  readonly bill: ChargeBill | null
}

/**
 * Takes note of what has become of a charge; one that ended unpaid is told to its ticket first, if that is here and
 * not cancelled. Its cancellation may be undone meanwhile by somebody who saw the charge still open, so the ticket is looked
 * at once more.
 */
export const followCharge = async (
  tenant: TenantPayments,
  {
    txid,
    news,
    nowMs,
  }: { readonly txid: string; readonly news: ChargeNews; readonly nowMs: number },
): Promise<void> => {
  const id = chargeId({ txid })
  const charge = await tenant.charges.get(id)
  const next = charge && chargeAfter(charge, news, nowMs)
  if (charge === undefined || next === undefined) return
  const isTold = next.state === 'ended' && (await tellEnded(tenant, charge))
  const { document } = await tenant.charges.decide(
    id,
    (current) => current && chargeAfter(current, news, nowMs),
  )
  if (document?.state === 'ended' && !isTold) await tellEnded(tenant, document)
}

/** Says what a charge has become; `undefined` when nothing is new. */
export const chargeAfter = (
  charge: ChargeDocument,
  news: ChargeNews,
  nowMs: number,
): ChargeDocument | undefined => {
  if (charge.state === 'paid') return undefined
  const bill = billOfCharge(charge) ?? news.bill
  if (news.isPaid) return { ...charge, state: 'paid', bill }
  if (charge.state === 'ended') return undefined
  if (news.isRemoved || nowMs > watchedUntil(charge)) return { ...charge, state: 'ended', bill }
  if (charge.state !== 'asked' || bill === null) return undefined
  const isUnclaimed = charge.origin === 'pool' && charge.ticketId === null
  return { ...charge, state: isUnclaimed ? 'pooled' : 'open', bill }
}
