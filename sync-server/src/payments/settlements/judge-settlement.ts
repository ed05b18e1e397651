import { type CreatedData, intentOfTxid } from '@totem/shared-schema'
import { type SettlementDocument, type SettlementVerdict } from '../documents/settlement.ts'

/**
 * Says what a movement of money means to a ticket, by immutable facts alone: every gateway, at any
 * time, finds the same. Second payments and cancelled tickets are the fold's to see.
 */
export const judgeSettlement = (
  { receiver, txid, amountCents }: SettlementDocument,
  { intent, service }: Pick<CreatedData, 'intent' | 'service'>,
): SettlementVerdict => {
  if (receiver !== 'ours') return 'other_key'
  if (intentOfTxid(txid) !== intent) return 'other_intent'
  if (amountCents === service.priceCents) return 'paid'
  return amountCents < service.priceCents ? 'underpaid' : 'overpaid'
}
