import { type Result, err, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { Cents } from '../money/amount.ts'

/** Parses the id of a refund: the receiver's choice, unique within one Pix (API Pix 2.9 `DevolucaoId`). */
export const RefundId = v.pipe(
  v.string(),
  v.regex(/^[a-zA-Z0-9]{1,35}$/, 'O id deve ter de 1 a 35 letras e números.'),
  v.brand('RefundId'),
)
/** Names a refund within its Pix. */
export type RefundId = v.InferOutput<typeof RefundId>

/** Parses why money goes back: the receiver wants it, or the payer's bank reports a fraud (MED). */
export const RefundNature = v.picklist(['ORIGINAL', 'MED_FRAUDE'])

const moment = v.pipe(v.number(), v.safeInteger())

/** Parses what is fixed about a refund from its first moment. */
export const RefundOrder = v.pipe(
  v.object({
    id: RefundId,
    /** What banks call it among themselves; begins with `D`. */
    returnId: v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{32}$/)),
    amountCents: Cents,
    nature: RefundNature,
    requestedAtMs: moment,
  }),
  v.readonly(),
)
/** What is fixed about a refund from its first moment. */
export type RefundOrder = v.InferOutput<typeof RefundOrder>

/** A refund and how far it has come. */
export type Refund =
  | (RefundOrder & { readonly kind: 'in_progress' })
  | (RefundOrder & { readonly kind: 'done'; readonly settledAtMs: number })
  | (RefundOrder & { readonly kind: 'failed' })

/** Why a Pix is not given back. */
export type RefundRefusal =
  | { readonly kind: 'known_id' }
  | { readonly kind: 'too_much'; readonly leftCents: number }
  | { readonly kind: 'too_late' }

const days = 24 * 60 * 60 * 1000

/** Refunds are possible for 90 days after the Pix (API Pix 2.9 `devolucao`). */
export const refundWindowMs = 90 * days

/** Decides whether a refund may be taken: a new id, no more than what is left, in time. */
export const judgeRefund = (
  pix: { readonly amountCents: number; readonly receivedAtMs: number },
  refunds: readonly Refund[],
  asked: Pick<RefundOrder, 'id' | 'amountCents' | 'requestedAtMs'>,
): Result<void, RefundRefusal> => {
  if (refunds.some(({ id }) => id === asked.id)) return err({ kind: 'known_id' })
  if (asked.requestedAtMs > pix.receivedAtMs + refundWindowMs) return err({ kind: 'too_late' })
  const leftCents = pix.amountCents - refundedCents(refunds)
  return asked.amountCents > leftCents ? err({ kind: 'too_much', leftCents }) : ok(undefined)
}

/** Adds up what went back or is on its way. */
export const refundedCents = (refunds: readonly Refund[]): number =>
  refunds.reduce((sum, { kind, amountCents }) => (kind === 'failed' ? sum : sum + amountCents), 0)
