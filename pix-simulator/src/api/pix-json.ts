import { type Pix } from '../bank/journal-entry.ts'
import { formatAmount } from '../money/amount.ts'
import { type Refund } from '../refund/refund.ts'

/** A refund as API Pix 2.9 writes it (`Devolucao`). */
export interface RefundJson {
  readonly id: string
  readonly rtrId: string
  readonly valor: string
  readonly natureza: string
  readonly horario: { readonly solicitacao: string; readonly liquidacao?: string }
  readonly status: 'EM_PROCESSAMENTO' | 'DEVOLVIDO' | 'NAO_REALIZADO'
}

/** A Pix as API Pix 2.9 writes it. */
export interface PixJson {
  readonly endToEndId: string
  readonly txid?: string
  readonly valor: string
  readonly chave: string
  readonly horario: string | { readonly solicitacao: string; readonly liquidacao: string }
  readonly devolucoes?: readonly RefundJson[]
}

/** Writes a Pix as the API and the callback show it. */
export const pixToJson = (pix: Pix, refunds: readonly Refund[] = []): PixJson => ({
  endToEndId: pix.endToEndId,
  ...(pix.txid === undefined ? {} : { txid: pix.txid }),
  valor: formatAmount(pix.amountCents),
  chave: pix.pixKey,
  horario: iso(pix.receivedAtMs),
  ...(refunds.length === 0 ? {} : { devolucoes: refunds.map(refundToJson) }),
})

/** Writes a refund as the API and the callback show it. */
export const refundToJson = (refund: Refund): RefundJson => ({
  id: refund.id,
  rtrId: refund.returnId,
  valor: formatAmount(refund.amountCents),
  natureza: refund.nature,
  horario: {
    solicitacao: iso(refund.requestedAtMs),
    ...(refund.kind === 'done' ? { liquidacao: iso(refund.settledAtMs) } : {}),
  },
  status: statuses[refund.kind],
})

const statuses = {
  in_progress: 'EM_PROCESSAMENTO',
  done: 'DEVOLVIDO',
  failed: 'NAO_REALIZADO',
} as const satisfies Record<Refund['kind'], RefundJson['status']>

const iso = (ms: number): string => new Date(ms).toISOString()
