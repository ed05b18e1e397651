import { bacenToCents, Cents, Hlc } from '@totem/shared-schema'
import * as v from 'valibot'
import { type ListedSettlement, type RefundReport } from '../provider.ts'

/** Parses an instant with its zone (`Z` or an offset) into ms since 1970. */
export const Instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})$/),
  v.transform((text) => Date.parse(text)),
  Hlc,
)

/** Parses an amount (`"90.00"`) into cents, digit by digit and never through a float. */
export const Amount = v.pipe(
  v.string(),
  v.transform((text): unknown => bacenToCents(text)),
  Cents,
)

/** Banks write the time of a Pix plainly or as the steps of its way. */
const SettledAt = v.union([
  Instant,
  v.pipe(
    v.object({ liquidacao: Instant }),
    v.transform(({ liquidacao }) => liquidacao),
  ),
])

/** Parses a refund (API Pix 2.9 `Devolucao`). */
export const Devolucao = v.object({
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,35}$/)),
  valor: Amount,
  horario: v.object({ solicitacao: Instant, liquidacao: v.optional(Instant) }),
  status: v.string(),
})
/** A refund as the bank holds it. */
export type Devolucao = v.InferOutput<typeof Devolucao>

/** The standard says a list; its own example, and so some bank, gives the one refund bare. */
const Devolucoes = v.pipe(
  v.union([v.array(Devolucao), Devolucao]),
  v.transform((given): readonly Devolucao[] => ('id' in given ? [given] : given)),
)

/** Parses the part of a Pix that counts; new and missing members are normal (API Pix 2.9). */
export const Pix = v.object({
  endToEndId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{32}$/)),
  txid: v.optional(v.string()),
  valor: Amount,
  chave: v.optional(v.string()),
  horario: SettledAt,
  devolucoes: v.optional(Devolucoes, []),
})
/** A Pix as the bank holds it. */
export type Pix = v.InferOutput<typeof Pix>

/** Tells what a Pix means to us; without a key of its own it came to the account's. */
export const settlementOf = (pix: Pix, ourKey: string): ListedSettlement => ({
  transactionId: pix.endToEndId,
  ...(pix.txid !== undefined && { txid: pix.txid }),
  amountCents: pix.valor,
  settledAt: pix.horario,
  receiver: (pix.chave ?? ourKey) === ourKey ? 'ours' : 'other',
  refunds: pix.devolucoes.map(refundOf),
})

/** Tells how far a refund has come; a status this build does not know is not the end of it. */
export const refundOf = ({ id, valor, horario, status }: Devolucao): RefundReport => ({
  refundId: id,
  amountCents: valor,
  status: refundStatusOf(status),
  requestedAt: horario.solicitacao,
  ...(horario.liquidacao !== undefined && { settledAt: horario.liquidacao }),
})

const refundStatusOf = (status: string): RefundReport['status'] => {
  if (status === 'DEVOLVIDO') return 'done'
  return status === 'NAO_REALIZADO' ? 'failed' : 'in_progress'
}
