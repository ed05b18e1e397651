import * as v from 'valibot'
import { type Pix } from '../bank/journal-entry.ts'
import { type Ledger } from '../bank/ledger.ts'
import { type Charge, expiresAtMs } from '../charge/charge.ts'
import { Cents, formatReais } from '../money/amount.ts'
import { type Refund, refundedCents } from '../refund/refund.ts'

/** How a charge stands for the payer; here time counts, unlike in the record. */
export type ChargeState = 'waiting' | 'paid' | 'expired' | 'removed'

/** A charge as the payer sees it. */
export interface ChargeView {
  readonly txid: string
  readonly state: ChargeState
  readonly value: string
  readonly description: string
  readonly createdAt: string
  readonly expiresAt: string
  /** Every Pix that names the charge, oldest first. */
  readonly payments: readonly PaymentView[]
}

/** A Pix as the payer sees it. */
export interface PaymentView {
  readonly endToEndId: string
  readonly value: string
  readonly paidAt: string
  /** What went back or is on its way; `undefined` when nothing is. */
  readonly refunded: string | undefined
  readonly isRefundable: boolean
}

const moment = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** Says what the payer is to see of a charge at this moment. */
export const viewCharge = (
  charge: Charge,
  { pixByTxid, refunds }: Pick<Ledger, 'pixByTxid' | 'refunds'>,
  nowMs: number,
): ChargeView => ({
  txid: charge.txid,
  state: stateOf(charge, nowMs),
  value: formatReais(charge.terms.amountCents),
  description: charge.terms.message ?? 'Cobrança sem descrição',
  createdAt: moment.format(charge.createdAtMs),
  expiresAt: moment.format(expiresAtMs(charge)),
  payments: (pixByTxid.get(charge.txid) ?? []).map((pix) =>
    viewPayment(pix, refunds.get(pix.endToEndId) ?? []),
  ),
})

const viewPayment = (pix: Pix, refunds: readonly Refund[]): PaymentView => {
  const back = v.safeParse(Cents, refundedCents(refunds))
  return {
    endToEndId: pix.endToEndId,
    value: formatReais(pix.amountCents),
    paidAt: moment.format(pix.receivedAtMs),
    refunded: back.success ? formatReais(back.output) : undefined,
    isRefundable: refundedCents(refunds) < pix.amountCents,
  }
}

const stateOf = (charge: Charge, nowMs: number): ChargeState => {
  if (charge.kind !== 'active') return charge.kind
  return nowMs > expiresAtMs(charge) ? 'expired' : 'waiting'
}
