import {
  nextHlc,
  signEvent,
  type EventDraft,
  type EventPlace,
  type IdentifiedEvent,
  type KeyPair,
} from '@totem/shared-schema'
import { endOfCharge, type ChargeDocument } from '../documents/charge.ts'
import { type Refund } from '../documents/refund.ts'
import {
  settlementId,
  type SettlementDocument,
  type SettlementVerdict,
} from '../documents/settlement.ts'

/** Something about money that a ticket is told. */
export type MoneyFact =
  | {
      readonly kind: 'movement'
      readonly settlement: SettlementDocument
      readonly verdict: SettlementVerdict
    }
  | {
      readonly kind: 'refund'
      readonly settlement: SettlementDocument
      readonly refundId: string
      readonly refund: Refund
    }
  | { readonly kind: 'expired_charge'; readonly charge: ChargeDocument }

/**
 * Signs a fact about money for its ticket. Unchained, and all of it derives from what the bank said or
 * from what was frozen with the order, so that two gateways write identical bytes (design §2).
 */
export const paymentEvent = (place: EventPlace, fact: MoneyFact, key: KeyPair): IdentifiedEvent =>
  signEvent(
    place,
    { ...draftOf(fact), by: { kind: 'gateway', key: key.publicKey }, prev: null },
    key.secretKey,
  )

/** An event that says the same may be on the ticket already: after a change of keys it has another id. */
export const saysTheSame = (
  fact: MoneyFact,
  event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> },
): boolean => {
  const { type, data } = event
  switch (fact.kind) {
    case 'movement':
      return (
        (type === 'paid' || type === 'payment_review') &&
        data['settlement'] === settlementId(fact.settlement)
      )
    case 'refund':
      return (
        type === 'refunded' &&
        data['settlement'] === settlementId(fact.settlement) &&
        data['refund'] === fact.refundId
      )
    case 'expired_charge':
      return type === 'charge_expired' && data['txid'] === fact.charge.txid
  }
}

type Draft = Pick<EventDraft, 'type' | 'at' | 'data'>

const draftOf = (fact: MoneyFact): Draft => {
  switch (fact.kind) {
    case 'movement':
      return movementDraft(fact.settlement, fact.verdict)
    case 'refund':
      return {
        type: 'refunded',
        at: fact.refund.at,
        data: {
          settlement: settlementId(fact.settlement),
          refund: fact.refundId,
          amountCents: fact.refund.amountCents,
        },
      }
    case 'expired_charge':
      return {
        type: 'charge_expired',
        at: nextHlc(endOfCharge(fact.charge), undefined),
        data: { txid: fact.charge.txid },
      }
  }
}

const movementDraft = (movement: SettlementDocument, verdict: SettlementVerdict): Draft => {
  const { amountCents, txid, settledAt } = movement
  const settlement = settlementId(movement)
  return verdict === 'paid'
    ? { type: 'paid', at: settledAt, data: { settlement, amountCents, txid, settledAt } }
    : {
        type: 'payment_review',
        at: settledAt,
        data: { settlement, amountCents, reason: verdict },
      }
}
