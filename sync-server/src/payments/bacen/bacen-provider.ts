import { centsToBacen, err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import {
  type ChargeBill,
  type ChargeOrder,
  type PaymentProvider,
  type ProviderFailure,
} from '../provider.ts'
import { type BacenClientDeps, createBacenClient } from './bacen-client.ts'
import { billOf, Cob, reportOf } from './cob.ts'
import { parseCallback } from './parse-callback.ts'
import { verifySignature } from './verify-signature.ts'

/** Makes the adapter of a bank that speaks the BACEN API Pix 2.9. */
export const createBacenProvider = (deps: BacenClientDeps): PaymentProvider => {
  const { config } = deps
  const client = createBacenClient(deps)
  const cobPath = (txid: string): string => `${config.paths.cobItem}/${txid}`

  const readCob = (answer: unknown): Result<Cob, ProviderFailure> => {
    const cob = v.safeParse(Cob, answer)
    if (cob.success) return ok(cob.output)
    const place = v.getDotPath(cob.issues[0]) ?? 'cob'
    return err({ kind: 'malformed', reason: `at_${place}` })
  }

  const getCob = async (
    txid: string,
    signal: AbortSignal,
  ): Promise<Result<Cob, ProviderFailure>> => {
    const answer = await client.request({ method: 'GET', path: cobPath(txid), signal })
    if (!answer.ok) return answer
    const cob = readCob(answer.value)
    return cob.ok && cob.value.txid !== txid
      ? err({ kind: 'malformed', reason: 'another_txid' })
      : cob
  }

  const putCob = async (
    order: ChargeOrder,
    signal: AbortSignal,
  ): Promise<Result<Cob, ProviderFailure>> => {
    const body = {
      calendario: { expiracao: order.expiresInSeconds },
      valor: { original: centsToBacen(order.amountCents), modalidadeAlteracao: 0 },
      chave: config.pixKey,
      solicitacaoPagador: order.description,
    }
    const answer = await client.request({ method: 'PUT', path: cobPath(order.txid), body, signal })
    if (answer.ok) return readCob(answer.value)
    // A charge that is paid or removed cannot be put again, but it is the one that was asked for.
    const mayExist = answer.error.kind === 'refused' && answer.error.reason.startsWith('status_400')
    if (!mayExist) return answer
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
    key: config.key,
    createCharge,
    getCharge: async (txid, signal) => {
      const cob = await getCob(txid, signal)
      return cob.ok ? ok(reportOf(cob.value, config.pixKey)) : cob
    },
    health: async (signal) => {
      const token = await client.token(signal)
      return token.ok ? ok(undefined) : token
    },
    hooks: {
      verify: (hook) => verifySignature(hook, config.callbacks),
      parse: parseCallback,
      register: async (url, signal) => {
        const path = `${config.paths.webhook}/${encodeURIComponent(config.pixKey)}`
        const answer = await client.request({
          method: 'PUT',
          path,
          body: { webhookUrl: url },
          signal,
        })
        return answer.ok ? ok(undefined) : answer
      },
    },
  }
}
