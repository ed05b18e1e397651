import { Cents, EventId, Hlc, TenantId, TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProvenSettlement } from '../provider.ts'

/** Why money on a ticket is not simply its payment; people decide then. */
export const reviewReasons = ['underpaid', 'overpaid', 'other_intent', 'other_key'] as const
/** Why money on a ticket is not simply its payment. */
export type ReviewReason = (typeof reviewReasons)[number]

/** What a movement of money means to its ticket. */
export type SettlementVerdict = 'paid' | ReviewReason

const facts = {
  type: v.literal('settlement'),
  tenantId: TenantId,
  provider: v.string(),
  transactionId: v.string(),
  txid: v.string(),
  amountCents: Cents,
  settledAt: Hlc,
  receiver: v.picklist(['ours', 'other']),
}

/** Parses the document `pay:{provider}:{transactionId}`: loosely, for refunds will stand there too. */
export const SettlementDocument = v.variant('state', [
  /** Its ticket, or even its charge, is not here yet. */
  v.looseObject({ ...facts, state: v.literal('unmatched') }),
  v.looseObject({
    ...facts,
    state: v.literal('matched'),
    ticketId: TicketId,
    event: EventId,
    verdict: v.picklist(['paid', ...reviewReasons]),
  }),
])
/** One movement of money, there before anything else happens with it. */
export type SettlementDocument = v.InferOutput<typeof SettlementDocument>

/** Names a movement of money: the bank's own name makes it unique by construction. */
export const settlementId = (provider: string, transactionId: string): string =>
  `pay:${provider}:${transactionId}`

/** Makes the document of a movement that the provider has just proven. */
export const newSettlement = (
  proven: ProvenSettlement,
  place: Pick<SettlementDocument, 'tenantId' | 'provider'>,
): SettlementDocument => ({ type: 'settlement', ...place, ...proven, state: 'unmatched' })
