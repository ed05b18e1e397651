import { centsToBacen, err, ok, type Result } from '@totem/shared-schema'
import {
  type ChargeBill,
  type ChargeOrder,
  type PaymentProvider,
  type ProviderFailure,
} from '../provider.ts'
import { type BacenConfig } from './bacen-config.ts'
import { type BacenClient } from './bacen-client.ts'
import { billOf, Cob, endOf, reportOf, statusOf } from './cob.ts'
import { isBadRequest, parseAs } from '../line/parse-as.ts'

/** The calls about charges (`/cob/{txid}`). */
export type ChargeCalls = Pick<PaymentProvider, 'createCharge' | 'getCharge' | 'cancelCharge'>

/** Makes the calls about charges. */
export const createChargeCalls = (
  config: BacenConfig,
  client: BacenClient,
  nowMs: () => number,
): ChargeCalls => {
  const cobPath = (txid: string): string => `${config.paths.cobItem}/${txid}`

  const getCob = async (
    txid: string,
    signal: AbortSignal,
  ): Promise<Result<Cob, ProviderFailure>> => {
    const path = cobPath(txid)
    const answer = await client.request({ operation: 'get_cob', method: 'GET', path, signal })
    if (!answer.ok) return answer
    const cob = parseAs(Cob, answer.value)
    return cob.ok && cob.value.txid !== txid
      ? err({ kind: 'malformed', reason: 'another_txid' })
      : cob
  }

  const putCob = async (
    order: ChargeOrder,
    signal: AbortSignal,
  ): Promise<Result<Cob, ProviderFailure>> => {
    const answer = await client.request({
      operation: 'put_cob',
      method: 'PUT',
      path: cobPath(order.txid),
      body: {
        calendario: { expiracao: order.expiresInSeconds },
        valor: { original: centsToBacen(order.amountCents), modalidadeAlteracao: 0 },
        chave: config.pixKey,
        solicitacaoPagador: order.description,
      },
      signal,
    })
    if (answer.ok) return parseAs(Cob, answer.value)
    // A charge that is paid or removed cannot be put again, but it is the one that was asked for.
    if (!isBadRequest(answer.error)) return answer
    const existing = await getCob(order.txid, signal)
    return existing.ok || existing.error.kind !== 'unknown_charge' ? existing : answer
  }

  const createCharge = async (
    order: ChargeOrder,
    signal: AbortSignal,
  ): Promise<Result<ChargeBill, ProviderFailure>> => {
    const put = await putCob(order, signal)
    if (!put.ok) return put
    const cob = billOf(put.value) === undefined ? await getCob(order.txid, signal) : put
    if (!cob.ok) return cob
    const { txid, valor, chave = config.pixKey } = cob.value
    const isAsked =
      txid === order.txid && valor.original === order.amountCents && chave === config.pixKey
    if (!isAsked) return err({ kind: 'malformed', reason: 'another_charge' })
    const bill = billOf(cob.value)
    return bill === undefined ? err({ kind: 'malformed', reason: 'no_br_code' }) : ok(bill)
  }

  return {
    createCharge,
    getCharge: async (txid, signal) => {
      const cob = await getCob(txid, signal)
      return cob.ok ? ok(reportOf(cob.value, config.pixKey)) : cob
    },
    cancelCharge: async (txid, signal) => {
      const answer = await client.request({
        operation: 'cancel_cob',
        method: 'PATCH',
        path: cobPath(txid),
        // Alone: with any other change the standard answers 400.
        body: { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' },
        signal,
      })
      if (!answer.ok && !isBadRequest(answer.error)) return answer
      const cob = answer.ok ? parseAs(Cob, answer.value) : await getCob(txid, signal)
      if (!cob.ok) return cob
      const status = statusOf(cob.value)
      if (status === 'removed') return ok('removed')
      if (status === 'paid' || nowMs() > endOf(cob.value)) return ok('ended')
      return answer.ok ? err({ kind: 'malformed', reason: 'still_open' }) : answer
    },
  }
}
