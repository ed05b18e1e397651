import * as v from 'valibot'
import { ChargeTerms, PixKey } from '../charge/charge.ts'
import { EndToEndId } from '../charge/end-to-end-id.ts'
import { PixTxid } from '../charge/pix-txid.ts'
import { Txid } from '../charge/txid.ts'
import { Cents } from '../money/amount.ts'
import { RefundId, RefundOrder } from '../refund/refund.ts'

const moment = v.pipe(v.number(), v.safeInteger())

const movement = {
  endToEndId: EndToEndId,
  pixKey: PixKey,
  amountCents: Cents,
  receivedAtMs: moment,
}

/** Parses one received Pix; one to a bare key has no txid. */
export const Pix = v.pipe(v.object({ ...movement, txid: v.exactOptional(PixTxid) }), v.readonly())
/** One movement of money into the receiver's account. */
export type Pix = v.InferOutput<typeof Pix>

/** Parses one line of the journal: a fact the bank never forgets. */
export const JournalEntry = v.variant('kind', [
  v.object({
    kind: v.literal('charge_created'),
    txid: Txid,
    atMs: moment,
    locationId: v.pipe(v.number(), v.safeInteger()),
    location: v.pipe(v.string(), v.maxLength(77)),
    terms: ChargeTerms,
  }),
  v.object({ kind: v.literal('charge_revised'), txid: Txid, terms: ChargeTerms }),
  v.object({ kind: v.literal('charge_removed'), txid: Txid }),
  v.object({
    kind: v.literal('pix_received'),
    pix: v.pipe(v.object({ ...movement, txid: Txid }), v.readonly()),
  }),
  /** A Pix outside of what a charge allows, or of no charge at all. */
  v.object({ kind: v.literal('pix_strayed_in'), pix: Pix }),
  v.object({ kind: v.literal('refund_asked'), endToEndId: EndToEndId, refund: RefundOrder }),
  v.object({
    kind: v.literal('refund_settled'),
    endToEndId: EndToEndId,
    refundId: RefundId,
    outcome: v.picklist(['done', 'failed']),
    atMs: moment,
  }),
  v.object({ kind: v.literal('webhook_set'), pixKey: PixKey, url: v.string(), atMs: moment }),
  v.object({ kind: v.literal('webhook_removed'), pixKey: PixKey }),
  v.object({
    kind: v.literal('callback_closed'),
    endToEndId: EndToEndId,
    outcome: v.picklist(['delivered', 'given_up']),
  }),
])
/** A fact the bank never forgets. */
export type JournalEntry = v.InferOutput<typeof JournalEntry>
