import { Cents, err, Hlc, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { othersWork } from './documents/_memory-document-store.ts'
import { parseCallback } from './bacen/parse-callback.ts'
import {
  type ChargeBill,
  type ChargeOrder,
  type ListedSettlement,
  type PaymentProvider,
  type ProviderFailure,
  type ProvenSettlement,
  type RefundReport,
} from './provider.ts'

/** A bank without a network, for histories that want thousands of steps; it passes the providers' suite. */
export interface MemoryBank {
  readonly provider: PaymentProvider
  /** Pays under a txid, whatever the bank thinks of it; without one to the bare key. Gives the movement's name. */
  readonly pay: (payment: {
    readonly txid?: string
    readonly amountCents: number
    readonly receiver?: 'ours' | 'other'
  }) => string
  /** Gives money back without being asked (MED). */
  readonly giveBack: (transactionId: string, amountCents: number) => void
  /** Decides about refunds that were accepted: from now on at once, or when the bank feels like it. */
  readonly settleRefunds: (outcome: 'done' | 'failed') => void
  readonly movements: () => readonly ListedSettlement[]
  /** Hooks that the bank would send: the body for each thing that happened. */
  readonly hooks: string[]
  /** While it is away, every question fails. */
  isAway: boolean
  /** Whether refunds are done at once. */
  isSlow: boolean
}

interface Movement {
  readonly settlement: Omit<ListedSettlement, 'refunds'>
  readonly refunds: Map<string, RefundReport>
}

/** Makes a bank; `nowMs` is its clock. */
export const createMemoryBank = (nowMs: () => number): MemoryBank => {
  const charges = new Map<string, { order: ChargeOrder; bill: ChargeBill; isRemoved: boolean }>()
  const movements = new Map<string, Movement>()
  const now = (): Hlc => v.parse(Hlc, nowMs())
  const told = ({ settlement, refunds }: Movement): ListedSettlement => ({
    ...settlement,
    refunds: [...refunds.values()],
  })
  const under = (txid: string): readonly ProvenSettlement[] =>
    [...movements.values()]
      .map(told)
      .flatMap((each) => (each.txid === txid ? [{ ...each, txid }] : []))
  const tell = ({ settlement: { txid, transactionId } }: Movement): void => {
    if (txid !== undefined)
      bank.hooks.push(
        JSON.stringify({ pix: [{ endToEndId: transactionId, txid, at: bank.hooks.length }] }),
      )
  }
  const answer = async <T>(
    signal: AbortSignal,
    say: () => Result<T, ProviderFailure>,
  ): Promise<Result<T, ProviderFailure>> => {
    await othersWork()
    if (signal.aborted || bank.isAway) return err({ kind: 'unavailable', reason: 'away' })
    const said = say()
    await othersWork()
    return said
  }
  const leftOf = ({ settlement, refunds }: Movement): number =>
    [...refunds.values()]
      .filter(({ status }) => status !== 'failed')
      .reduce((left, { amountCents }) => left - amountCents, Number(settlement.amountCents))

  const provider: PaymentProvider = {
    key: 'pix',
    limits: { maxAmountCents: v.parse(Cents, 1_000_000), maxExpirySeconds: 86_400, refundDays: 90 },
    health: (signal) => answer(signal, () => ok(undefined)),
    createCharge: (order, signal) =>
      answer(signal, () => {
        const known = charges.get(order.txid)
        if (known !== undefined) return ok(known.bill)
        const expiresAt = nowMs() + order.expiresInSeconds * 1_000
        const bill = { kind: 'pix', brCode: `code of ${order.txid}`, expiresAt } as const
        charges.set(order.txid, { order, bill, isRemoved: false })
        return ok(bill)
      }),
    getCharge: (txid, signal) =>
      answer(signal, () => {
        const charge = charges.get(txid)
        if (charge === undefined) return err({ kind: 'unknown_charge' })
        const settlements = under(txid)
        const status = settlements.length > 0 ? 'paid' : charge.isRemoved ? 'removed' : 'open'
        const { order, bill } = charge
        return ok({ status, amountCents: order.amountCents, bill, settlements })
      }),
    cancelCharge: (txid, signal) =>
      answer(signal, () => {
        const charge = charges.get(txid)
        if (charge === undefined) return err({ kind: 'unknown_charge' })
        if (under(txid).length > 0) return ok('ended')
        charge.isRemoved = true
        return ok('removed')
      }),
    listSettlements: ({ fromMs, toMs, page, returned }, signal) =>
      answer(signal, () => {
        const listed = [...movements.values()]
          .map(told)
          .filter(({ settledAt }) => settledAt >= fromMs && settledAt <= toMs)
          .filter(({ refunds }) => returned !== true || refunds.length > 0)
        const settlements = listed.slice(page * pageSize, (page + 1) * pageSize)
        return ok({ settlements, pages: Math.ceil(listed.length / pageSize), unreadable: 0 })
      }),
    refund: ({ refundId, transactionId, amountCents }, signal) =>
      answer(signal, () => {
        const movement = movements.get(transactionId)
        if (movement === undefined) return err({ kind: 'unknown_refund' })
        const known = movement.refunds.get(refundId)
        if (known !== undefined)
          return known.amountCents === amountCents
            ? ok(known)
            : err({ kind: 'malformed', reason: 'another_refund' })
        if (amountCents > leftOf(movement)) return err({ kind: 'refused', reason: 'status_400' })
        const asked = { refundId, amountCents, requestedAt: now() }
        const refund: RefundReport = bank.isSlow
          ? { ...asked, status: 'in_progress' }
          : { ...asked, status: 'done', settledAt: now() }
        movement.refunds.set(refundId, refund)
        tell(movement)
        return ok(refund)
      }),
    getRefund: ({ refundId, transactionId }, signal) =>
      answer(signal, () => {
        const refund = movements.get(transactionId)?.refunds.get(refundId)
        return refund === undefined ? err({ kind: 'unknown_refund' }) : ok(refund)
      }),
    hooks: {
      verify: () => ({ ok: true, strength: 'hint' }),
      parse: parseCallback,
      register: (_url, signal) => answer(signal, () => ok(undefined)),
      registered: (signal) => answer(signal, () => ok(undefined)),
    },
  }

  const bank: MemoryBank = {
    provider,
    hooks: [],
    isAway: false,
    isSlow: false,
    movements: () => [...movements.values()].map(told),
    pay: ({ txid, amountCents, receiver = 'ours' }) => {
      const transactionId = `E${String(movements.size + 1).padStart(31, '0')}`
      const movement: Movement = {
        settlement: {
          transactionId,
          ...(txid !== undefined && { txid }),
          amountCents: v.parse(Cents, amountCents),
          settledAt: now(),
          receiver,
        },
        refunds: new Map(),
      }
      movements.set(transactionId, movement)
      tell(movement)
      return transactionId
    },
    giveBack: (transactionId, amountCents) => {
      const movement = movements.get(transactionId)
      if (movement === undefined || amountCents > leftOf(movement)) return
      const refundId = `MED${movement.refunds.size}`
      const returned = v.parse(Cents, amountCents)
      movement.refunds.set(refundId, {
        refundId,
        amountCents: returned,
        status: 'done',
        requestedAt: now(),
        settledAt: now(),
      })
      tell(movement)
    },
    settleRefunds: (outcome) => {
      for (const movement of movements.values())
        for (const [id, refund] of movement.refunds) {
          if (refund.status !== 'in_progress') continue
          movement.refunds.set(id, { ...refund, status: outcome, settledAt: now() })
          tell(movement)
        }
    },
  }
  return bank
}

/** Small, so that lists have several pages. */
const pageSize = 3
