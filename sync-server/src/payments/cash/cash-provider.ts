import { Cents, err, Hlc, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { isDatabaseUnavailable } from '../../database/database-unavailable.ts'
import {
  type ChargeReport,
  type PaymentProvider,
  type ProvenSettlement,
  type ProviderFailure,
  type RefundReport,
} from '../provider.ts'
import { type CashBook } from './cash-book.ts'
import { type CashDocument, cashId, receiptOf, txidOfReceipt } from './cash-document.ts'

type Received = Extract<CashDocument, { state: 'received' }>

/** A charge waits as long as the studio wants; a year is as good as for ever. */
const longestExpirySeconds = 365 * 24 * 60 * 60

/** Makes the provider that is a person with a till: it never calls, and gives money back at once. */
export const createCashProvider = (book: CashBook, nowMs: () => number): PaymentProvider => ({
  key: 'cash',
  limits: {
    maxAmountCents: v.parse(Cents, 100_000_000),
    maxExpirySeconds: longestExpirySeconds,
    refundDays: 365,
  },
  createCharge: (order, signal) =>
    careful(signal, async () => {
      const wanted: CashDocument = {
        type: 'cash',
        tenantId: book.tenantId,
        txid: order.txid,
        amountCents: order.amountCents,
        expiresAt: nowMs() + order.expiresInSeconds * 1_000,
        state: 'waiting',
      }
      const { document = wanted } = await book.decide(cashId(order.txid), (known) =>
        known === undefined ? wanted : undefined,
      )
      return document.amountCents === order.amountCents
        ? ok({ kind: 'desk', expiresAt: document.expiresAt })
        : err({ kind: 'malformed', reason: 'another_charge' })
    }),
  getCharge: (txid, signal) =>
    careful(signal, async () => {
      const charge = await book.get(cashId(txid))
      return charge === undefined ? err({ kind: 'unknown_charge' }) : ok(reportOf(charge))
    }),
  cancelCharge: (txid, signal) =>
    careful(signal, async () => {
      const { document } = await book.decide(cashId(txid), (current) =>
        current?.state === 'waiting' ? { ...current, state: 'removed' } : undefined,
      )
      if (document === undefined) return err({ kind: 'unknown_charge' })
      return ok(document.state === 'removed' ? 'removed' : 'ended')
    }),
  listSettlements: ({ fromMs, toMs, returned }, signal) =>
    careful(signal, async () => {
      const received = (await book.receivedBetween(fromMs, toMs)).flatMap(settlementsOf)
      const settlements = received.filter(({ refunds }) => returned !== true || refunds.length > 0)
      return ok({ settlements, pages: 1, unreadable: 0 })
    }),
  refund: ({ refundId, transactionId, amountCents }, signal) =>
    careful(signal, async () => {
      const at = v.parse(Hlc, nowMs())
      const { document } = await book.decide(cashId(txidOfReceipt(transactionId)), (current) => {
        if (current?.state !== 'received' || refundIn(current, refundId) !== undefined)
          return undefined
        const { refunds } = current
        return amountCents > leftOf(current)
          ? undefined
          : { ...current, refunds: [...refunds, { refundId, amountCents, at }] }
      })
      if (document?.state !== 'received') return err({ kind: 'unknown_refund' })
      const refund = refundIn(document, refundId)
      if (refund === undefined) return err({ kind: 'refused', reason: 'more_than_came_in' })
      return refund.amountCents === amountCents
        ? ok(refund)
        : err({ kind: 'malformed', reason: 'another_refund' })
    }),
  getRefund: ({ refundId, transactionId }, signal) =>
    careful(signal, async () => {
      const document = await book.get(cashId(txidOfReceipt(transactionId)))
      const refund = document?.state === 'received' ? refundIn(document, refundId) : undefined
      return refund === undefined ? err({ kind: 'unknown_refund' }) : ok(refund)
    }),
  health: (signal) =>
    careful(signal, async () => {
      await book.get(cashId('health'))
      return ok(undefined)
    }),
})

/** A database that is away is a till that is locked. */
const careful = async <T>(
  signal: AbortSignal,
  work: () => Promise<Result<T, ProviderFailure>>,
): Promise<Result<T, ProviderFailure>> => {
  if (signal.aborted) return err({ kind: 'unavailable', reason: 'aborted' })
  try {
    return await work()
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error
    return err({ kind: 'unavailable', reason: 'database' })
  }
}

const reportOf = (charge: CashDocument): ChargeReport => ({
  status: ({ waiting: 'open', removed: 'removed', received: 'paid' } as const)[charge.state],
  amountCents: charge.amountCents,
  bill: { kind: 'desk', expiresAt: charge.expiresAt },
  settlements: settlementsOf(charge),
})

const settlementsOf = (charge: CashDocument): readonly ProvenSettlement[] =>
  charge.state === 'received'
    ? [
        {
          transactionId: receiptOf(charge.txid),
          txid: charge.txid,
          amountCents: charge.receivedCents,
          settledAt: charge.receivedAt,
          receiver: 'ours',
          refunds: charge.refunds.map(refundReportOf),
        },
      ]
    : []

const refundIn = ({ refunds }: Received, refundId: string): RefundReport | undefined => {
  const refund = refunds.find((each) => each.refundId === refundId)
  return refund === undefined ? undefined : refundReportOf(refund)
}

const refundReportOf = ({
  refundId,
  amountCents,
  at,
}: Received['refunds'][number]): RefundReport => ({
  refundId,
  amountCents,
  status: 'done',
  requestedAt: at,
  settledAt: at,
})

const leftOf = ({ receivedCents, refunds }: Received): number =>
  refunds.reduce<number>((left, { amountCents }) => left - amountCents, receivedCents)
