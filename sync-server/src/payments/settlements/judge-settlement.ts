import { type CreatedData, intentOfTxid } from '@totem/shared-schema'
import { afterEndMs } from '../documents/charge.ts'
import { type SettlementDocument, type SettlementVerdict } from '../documents/settlement.ts'

/** Why a movement of money is thought to belong to a ticket. */
export type Claim =
  /** Its txid begins with the ticket's own intent, or should: the kiosk asked for the charge under it. */
  | { readonly kind: 'intent'; readonly endsAt: number | null }
  /** The kiosk showed a charge of the pool for this ticket, and signed that it did. */
  | { readonly kind: 'shown'; readonly endsAt: number }
  /** A manager said so. */
  | { readonly kind: 'linked' }

/**
 * Says what a movement of money means to a ticket, by facts alone that never change: every gateway, at any
 * time, finds the same. Second payments and cancelled tickets are the fold's to see.
 */
export const judgeSettlement = (
  { receiver, txid, amountCents, settledAt }: SettlementDocument,
  { intent, service }: Pick<CreatedData, 'intent' | 'service'>,
  claim: Claim,
): SettlementVerdict => {
  if (receiver !== 'ours') return 'other_key'
  if (claim.kind === 'intent' && (txid === null || intentOfTxid(txid) !== intent))
    return 'other_intent'
  if (claim.kind !== 'linked' && claim.endsAt !== null && settledAt > claim.endsAt + afterEndMs)
    return 'late'
  if (amountCents === service.priceCents) return 'paid'
  return amountCents < service.priceCents ? 'underpaid' : 'overpaid'
}
