import { Cents, Hlc } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ProvenSettlement, type RefundReport } from '../provider.ts'

const Instant = v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse), Hlc)

const Refund = v.object({
  id: v.string(),
  amountCents: Cents,
  status: v.string(),
  requestedAt: Instant,
  settledAt: v.optional(Instant),
})

/** Parses money that a card moved: the operator's own name of it, and the order it paid. */
export const Payment = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
  reference: v.string(),
  amountCents: Cents,
  approvedAt: Instant,
  refunds: v.optional(v.array(Refund), []),
})

/** Parses an order at a terminal; its customer may try several cards until it ends. */
export const Order = v.object({
  reference: v.string(),
  terminal: v.string(),
  amountCents: Cents,
  status: v.string(),
  expiresAt: Instant,
  payment: v.optional(Payment),
})
/** An order at a terminal. */
export type Order = v.InferOutput<typeof Order>

/** Parses a page of payments; its entries one by one, so that a strange one hides no other. */
export const PaymentPage = v.object({
  payments: v.array(v.unknown()),
  pages: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** Parses the answer about one refund. */
export const RefundAnswer = Refund

/** Tells what a payment means to us: whoever holds the terminal receives its money. */
export const settlementOf = (payment: v.InferOutput<typeof Payment>): ProvenSettlement => ({
  transactionId: payment.id,
  txid: payment.reference,
  amountCents: payment.amountCents,
  settledAt: payment.approvedAt,
  receiver: 'ours',
  refunds: payment.refunds.map(refundOf),
})

/** Tells how far a refund has come; a status this build does not know is not the end of it. */
export const refundOf = (refund: v.InferOutput<typeof Refund>): RefundReport => ({
  refundId: refund.id,
  amountCents: refund.amountCents,
  status: refund.status === 'done' || refund.status === 'failed' ? refund.status : 'in_progress',
  requestedAt: refund.requestedAt,
  ...(refund.settledAt !== undefined && { settledAt: refund.settledAt }),
})
