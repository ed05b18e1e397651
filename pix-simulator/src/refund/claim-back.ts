import { type Result, err } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Bank } from '../bank/bank.ts'
import { type EndToEndId } from '../charge/end-to-end-id.ts'
import { Cents } from '../money/amount.ts'
import { type RandomBytes, randomHex } from '../random.ts'
import { type Refund, refundedCents, RefundId, type RefundRefusal } from './refund.ts'

/** What a claim works on. */
export interface ClaimDeps {
  readonly bank: Bank
  readonly randomBytes: RandomBytes
  readonly onRefundAsked: (endToEndId: EndToEndId, refundId: RefundId) => void
}

/**
 * Takes money back for the payer's bank, as the special return mechanism (MED) does: under an id the
 * receiver has never heard of. Without an amount it takes all that is left.
 */
export const claimBack = (
  { bank, randomBytes, onRefundAsked }: ClaimDeps,
  endToEndId: EndToEndId,
  amountCents?: Cents,
): Result<Refund, RefundRefusal | { readonly kind: 'unknown_pix' }> => {
  const pix = bank.ledger.pix.get(endToEndId)
  if (pix === undefined) return err({ kind: 'unknown_pix' })
  const left = pix.amountCents - refundedCents(bank.ledger.refunds.get(endToEndId) ?? [])
  const amount = v.safeParse(Cents, amountCents ?? left)
  if (!amount.success) return err({ kind: 'too_much', leftCents: left })
  const id = v.parse(RefundId, `MED${randomHex(8, randomBytes)}`)
  const refund = bank.askRefund(endToEndId, {
    id,
    amountCents: amount.output,
    nature: 'MED_FRAUDE',
  })
  if (refund.ok) onRefundAsked(endToEndId, id)
  return refund
}
