import {
  signEvent,
  type EventDraft,
  type EventPlace,
  type IdentifiedEvent,
  type KeyPair,
} from '@totem/shared-schema'
import {
  settlementId,
  type SettlementDocument,
  type SettlementVerdict,
} from '../documents/settlement.ts'

/**
 * Signs what a movement of money means to its ticket. Unchained, and all of it derives from the
 * settlement, so that two gateways write identical bytes (design §2).
 */
export const paymentEvent = (
  place: EventPlace,
  judged: { readonly settlement: SettlementDocument; readonly verdict: SettlementVerdict },
  key: KeyPair,
): IdentifiedEvent => signEvent(place, draftOf(judged, key), key.secretKey)

const draftOf = (
  {
    settlement: { provider, transactionId, amountCents, txid, settledAt },
    verdict,
  }: { readonly settlement: SettlementDocument; readonly verdict: SettlementVerdict },
  key: KeyPair,
): EventDraft => {
  const settlement = settlementId(provider, transactionId)
  const envelope = {
    at: settledAt,
    by: { kind: 'gateway', key: key.publicKey },
    prev: null,
  } as const
  return verdict === 'paid'
    ? { ...envelope, type: 'paid', data: { settlement, amountCents, txid, settledAt } }
    : {
        ...envelope,
        type: 'payment_review',
        data: { settlement, amountCents, reason: verdict },
      }
}
