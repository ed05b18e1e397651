import { Cents, err, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type BankFetch } from '../line/bank-fetch.ts'
import { createBankLine, type LineDeps } from '../line/bank-line.ts'
import { createExchange } from '../line/exchange.ts'
import { parseAs } from '../line/parse-as.ts'
import { type ChargeReport, type PaymentProvider, type ProviderFailure } from '../provider.ts'
import {
  Order,
  Payment,
  PaymentPage,
  refundOf,
  RefundAnswer,
  settlementOf,
} from './terminal-answers.ts'

/** One terminal behind the bridge of its operator. */
export interface TerminalConfig {
  readonly baseUrl: string
  /** Opens the bridge to us. */
  readonly token: string
  /** The terminal that gets the orders. */
  readonly terminal: string
}

/** What the adapter needs of the world. */
export interface TerminalDeps extends LineDeps {
  readonly config: TerminalConfig
  readonly fetch: BankFetch
}

/**
 * Makes the adapter of a card terminal. Orders travel to the terminal by themselves and are paid
 * there in their own time, so they are asked for like Pix; operators that call back differ too much
 * to be believed, so none does here.
 */
export const createTerminalProvider = (deps: TerminalDeps): PaymentProvider => {
  const { config } = deps
  const line = createBankLine(deps)
  const exchange = createExchange({ ...deps, baseUrl: config.baseUrl })

  const request = async (
    asked: { readonly operation: string; readonly method: string; readonly path: string },
    signal: AbortSignal,
    body?: unknown,
  ): Promise<Result<unknown, ProviderFailure>> =>
    line.call({
      operation: asked.operation,
      signal,
      attempt: (limited) =>
        exchange(asked.operation, {
          method: asked.method,
          path: asked.path,
          signal: limited,
          headers: {
            Authorization: `Bearer ${config.token}`,
            ...(body !== undefined && { 'Content-Type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
    })

  const orderOf = (
    answer: Result<unknown, ProviderFailure>,
    txid: string,
  ): Result<Order, ProviderFailure> => {
    if (!answer.ok) return answer
    const order = parseAs(Order, answer.value)
    return order.ok && order.value.reference !== txid
      ? err({ kind: 'malformed', reason: 'another_order' })
      : order
  }

  const refundPath = (asked: {
    readonly transactionId: string
    readonly refundId: string
  }): string => `/payments/${encodeURIComponent(asked.transactionId)}/refunds/${asked.refundId}`

  return {
    key: 'card',
    limits: {
      maxAmountCents: v.parse(Cents, 100_000_000),
      maxExpirySeconds: 24 * 60 * 60,
      refundDays: 90,
    },
    createCharge: async (order, signal) => {
      const put = { operation: 'put_order', method: 'PUT', path: `/orders/${order.txid}` }
      const answer = await request(put, signal, {
        terminal: config.terminal,
        amountCents: order.amountCents,
        description: order.description,
        expiresInSeconds: order.expiresInSeconds,
      })
      const made = orderOf(answer, order.txid)
      if (!made.ok) return made
      const { amountCents, terminal, expiresAt } = made.value
      return amountCents === order.amountCents && terminal === config.terminal
        ? ok({ kind: 'terminal', terminal, expiresAt })
        : err({ kind: 'malformed', reason: 'another_order' })
    },
    getCharge: async (txid, signal) => {
      const get = { operation: 'get_order', method: 'GET', path: `/orders/${txid}` }
      const order = orderOf(await request(get, signal), txid)
      return order.ok ? ok(reportOf(order.value)) : order
    },
    cancelCharge: async (txid, signal) => {
      const end = { operation: 'cancel_order', method: 'DELETE', path: `/orders/${txid}` }
      const order = orderOf(await request(end, signal), txid)
      if (!order.ok) return order
      if (order.value.status === 'canceled') return ok('removed')
      const hasEnded = ['approved', 'expired'].includes(order.value.status)
      return hasEnded ? ok('ended') : err({ kind: 'refused', reason: 'card_in_terminal' })
    },
    listSettlements: async ({ fromMs, toMs, page }, signal) => {
      const query = new URLSearchParams({
        from: new Date(fromMs).toISOString(),
        to: new Date(toMs).toISOString(),
        page: String(page),
      }).toString()
      const list = { operation: 'list_payments', method: 'GET', path: `/payments?${query}` }
      const answer = await request(list, signal)
      const read = answer.ok ? parseAs(PaymentPage, answer.value) : answer
      if (!read.ok) return read
      const entries = read.value.payments.map((entry) => v.safeParse(Payment, entry))
      const settlements = entries.flatMap((entry) =>
        entry.success ? [settlementOf(entry.output)] : [],
      )
      return ok({
        settlements,
        pages: read.value.pages,
        unreadable: entries.length - settlements.length,
      })
    },
    refund: async (refund, signal) => {
      const put = { operation: 'put_refund', method: 'PUT', path: refundPath(refund) }
      const { amountCents } = refund
      const answer = await request(put, signal, { amountCents })
      const read = answer.ok ? parseAs(RefundAnswer, answer.value) : err(asRefund(answer.error))
      if (!read.ok) return read
      return read.value.id === refund.refundId && read.value.amountCents === amountCents
        ? ok(refundOf(read.value))
        : err({ kind: 'malformed', reason: 'another_refund' })
    },
    getRefund: async (refund, signal) => {
      const get = { operation: 'get_refund', method: 'GET', path: refundPath(refund) }
      const answer = await request(get, signal)
      const read = answer.ok ? parseAs(RefundAnswer, answer.value) : err(asRefund(answer.error))
      return read.ok ? ok(refundOf(read.value)) : read
    },
    health: async (signal) => {
      const get = { operation: 'health', method: 'GET', path: '/health' }
      const answer = await request(get, signal)
      return answer.ok ? ok(undefined) : answer
    },
  }
}

/** A declined card leaves the order open: the customer may take another. */
const reportOf = (order: Order): ChargeReport => ({
  status: statusOf(order.status),
  amountCents: order.amountCents,
  bill: { kind: 'terminal', terminal: order.terminal, expiresAt: order.expiresAt },
  settlements: order.payment === undefined ? [] : [settlementOf(order.payment)],
})

const statusOf = (status: string): ChargeReport['status'] => {
  if (status === 'approved') return 'paid'
  return status === 'canceled' || status === 'expired' ? 'removed' : 'open'
}

const asRefund = (failure: ProviderFailure): ProviderFailure =>
  failure.kind === 'unknown_charge' ? { kind: 'unknown_refund' } : failure
