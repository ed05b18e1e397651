import { Cents, Hlc, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'

const CashRefund = v.object({ refundId: v.string(), amountCents: Cents, at: Hlc })

const order = {
  type: v.literal('cash'),
  tenantId: TenantId,
  txid: v.string(),
  amountCents: Cents,
  expiresAt: v.number(),
}

/** Parses the document `cash:{txid}`: what somebody is to pay, or has paid, in person. */
export const CashDocument = v.variant('state', [
  v.object({ ...order, state: v.literal('waiting') }),
  v.object({ ...order, state: v.literal('removed') }),
  v.object({
    ...order,
    state: v.literal('received'),
    receivedCents: Cents,
    receivedAt: Hlc,
    refunds: v.array(CashRefund),
  }),
])
/** What somebody is to pay, or has paid, in person. */
export type CashDocument = v.InferOutput<typeof CashDocument>

/** Names the document of a cash charge. */
export const cashId = (txid: string): string => `cash:${txid}`

/** Names the movement of a cash charge; each has one at most. */
export const receiptOf = (txid: string): string => `C${txid}`

/** Gives the charge a receipt is about. */
export const txidOfReceipt = (receipt: string): string => receipt.slice(1)
