import { type Charge, expiresAtMs } from '../charge/charge.ts'
import { formatReais } from '../money/amount.ts'

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
}

const moment = new Intl.DateTimeFormat('pt-BR', {
  timeZone: 'America/Sao_Paulo',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** Says what the payer is to see of a charge at this moment. */
export const viewCharge = (charge: Charge, nowMs: number): ChargeView => ({
  txid: charge.txid,
  state: stateOf(charge, nowMs),
  value: formatReais(charge.terms.amountCents),
  description: charge.terms.message ?? 'Cobrança sem descrição',
  createdAt: moment.format(charge.createdAtMs),
  expiresAt: moment.format(expiresAtMs(charge)),
})

const stateOf = (charge: Charge, nowMs: number): ChargeState => {
  if (charge.kind !== 'active') return charge.kind
  return nowMs > expiresAtMs(charge) ? 'expired' : 'waiting'
}
