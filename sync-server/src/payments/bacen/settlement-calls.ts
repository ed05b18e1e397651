import { centsToBacen, err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type PaymentProvider, type ProviderFailure, type RefundReport } from '../provider.ts'
import { type BacenConfig } from './bacen-config.ts'
import { type BacenClient } from './bacen-client.ts'
import { isBadRequest, parseAs } from '../line/parse-as.ts'
import { Devolucao, Pix, refundOf, settlementOf } from './pix.ts'

/** The calls about money that moved (`/pix`). */
export type SettlementCalls = Pick<PaymentProvider, 'listSettlements' | 'refund' | 'getRefund'>

/** Parses `PixConsultados`; its entries one by one, so that a strange one hides no other. */
const PixPage = v.object({
  parametros: v.object({
    paginacao: v.object({ quantidadeDePaginas: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  }),
  pix: v.array(v.unknown()),
})

const itemsPerPage = '100'

/** Makes the calls about money that moved. */
export const createSettlementCalls = (
  config: BacenConfig,
  client: BacenClient,
): SettlementCalls => {
  const readRefund = (answer: unknown, refundId: string): Result<RefundReport, ProviderFailure> => {
    const devolucao = parseAs(Devolucao, answer)
    if (!devolucao.ok) return devolucao
    return devolucao.value.id === refundId
      ? ok(refundOf(devolucao.value))
      : err({ kind: 'malformed', reason: 'another_refund' })
  }
  const refundPath = (transactionId: string, refundId: string): string =>
    `${config.paths.pix}/${encodeURIComponent(transactionId)}/devolucao/${refundId}`

  const getRefund: SettlementCalls['getRefund'] = async ({ refundId, transactionId }, signal) => {
    const path = refundPath(transactionId, refundId)
    const answer = await client.request({ operation: 'get_refund', method: 'GET', path, signal })
    return answer.ok ? readRefund(answer.value, refundId) : err(asRefundFailure(answer.error))
  }

  return {
    getRefund,
    refund: async ({ refundId, transactionId, amountCents }, signal) => {
      const answer = await client.request({
        operation: 'put_refund',
        method: 'PUT',
        path: refundPath(transactionId, refundId),
        body: { valor: centsToBacen(amountCents) },
        signal,
      })
      // A repeated id is answered with 400, so the one that was sent before may stand there.
      const isMaybeKnown = !answer.ok && isBadRequest(answer.error)
      const known = isMaybeKnown ? await getRefund({ refundId, transactionId }, signal) : undefined
      if (known?.ok === false && known.error.kind !== 'unknown_refund') return known
      if (!answer.ok && known?.ok !== true) return err(asRefundFailure(answer.error))
      const refund = known ?? readRefund(answer.ok ? answer.value : undefined, refundId)
      return refund.ok && refund.value.amountCents !== amountCents
        ? err({ kind: 'malformed', reason: 'another_refund' })
        : refund
    },
    listSettlements: async ({ fromMs, toMs, page, returned }, signal) => {
      const query = new URLSearchParams({
        inicio: new Date(fromMs).toISOString(),
        fim: new Date(toMs).toISOString(),
        'paginacao.paginaAtual': String(page),
        'paginacao.itensPorPagina': itemsPerPage,
        ...(returned === true && { devolucaoPresente: 'true' }),
      }).toString()
      const path = `${config.paths.pix}?${query}`
      const answer = await client.request({ operation: 'list_pix', method: 'GET', path, signal })
      if (!answer.ok) return answer
      const read = parseAs(PixPage, answer.value)
      if (!read.ok) return read
      const entries = read.value.pix.map((entry) => v.safeParse(Pix, entry))
      const settlements = entries.flatMap((entry) =>
        entry.success ? [settlementOf(entry.output, config.pixKey)] : [],
      )
      return ok({
        settlements,
        pages: read.value.parametros.paginacao.quantidadeDePaginas,
        unreadable: entries.length - settlements.length,
      })
    },
  }
}

const asRefundFailure = (failure: ProviderFailure): ProviderFailure =>
  failure.kind === 'unknown_charge' ? { kind: 'unknown_refund' } : failure
