import { Cents, Hlc, OperatorId, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { recordProven, type SettlementDocument } from '../documents/settlement.ts'
import { type ListedSettlement } from '../provider.ts'
import { askRefund, type RefundWish } from './ask-refund.ts'

const cents = (amount: number): Cents => v.parse(Cents, amount)
const hlc = (ms: number): Hlc => v.parse(Hlc, ms)
const dayMs = 24 * 60 * 60_000
const proven: ListedSettlement = {
  transactionId: 'E1',
  amountCents: cents(9_000),
  settledAt: hlc(0),
  receiver: 'ours',
  refunds: [],
}
const money = (changes: Partial<ListedSettlement> = {}): SettlementDocument =>
  recordProven(
    undefined,
    { ...proven, ...changes },
    { tenantId: v.parse(TenantId, 'demo'), provider: 'pix' },
  )!
const wish: RefundWish = {
  amountCents: cents(9_000),
  committedCents: cents(0),
  operator: v.parse(OperatorId, 'gerente'),
  now: hlc(90 * dayMs),
  refundDays: 90,
  providerKey: 'pix',
}
const report = (
  refundId: string,
  status: 'done' | 'failed' | 'in_progress',
  amount: number,
): ListedSettlement['refunds'][number] => ({
  refundId,
  amountCents: cents(amount),
  status,
  requestedAt: hlc(1),
})

const refused: readonly (readonly [
  string,
  SettlementDocument | undefined,
  Partial<RefundWish>,
  string,
])[] = [
  ['money nobody knows', undefined, {}, 'unknown_money'],
  ['money in another account', money({ receiver: 'other' }), {}, 'not_ours'],
  ['money of another provider', money(), { providerKey: 'card' }, 'other_provider'],
  ['money of 90 days and a moment ago', money(), { now: hlc(90 * dayMs + 1) }, 'too_old'],
  ['a cent more than came', money(), { amountCents: cents(9_001) }, 'too_much'],
  [
    'more than is left',
    money({ refunds: [report('R01', 'done', 4_000)] }),
    { committedCents: cents(4_000), amountCents: cents(5_001) },
    'too_much',
  ],
  [
    'what another manager is giving back',
    money({ refunds: [report('R01', 'in_progress', 4_000)] }),
    { amountCents: cents(4_000) },
    'changed_meanwhile',
  ],
]

test.for(refused)('%s is not given back', ([, settlement, changes, error]) => {
  expect(askRefund(settlement, { ...wish, ...changes })).toEqual({ ok: false, error })
})

test.for([
  ['the first', [], 0, 9_000, 'R01'],
  ['the rest', [report('R01', 'done', 4_000)], 4_000, 5_000, 'R02'],
  ['again after a failure', [report('R01', 'failed', 9_000)], 0, 9_000, 'R02'],
  ['after the bank itself', [report('MED1', 'done', 1_000)], 1_000, 8_000, 'R02'],
  ['where counts were skipped', [report('R02', 'done', 1_000)], 1_000, 8_000, 'R03'],
] as const)('%s has a name of its own', ([, refunds, committed, amount, id]) => {
  const settlement = money({ refunds })
  const asked = askRefund(settlement, {
    ...wish,
    committedCents: cents(committed),
    amountCents: cents(amount),
  })
  expect(asked).toMatchObject({
    ok: true,
    value: {
      state: 'unmatched',
      refunds: { [id]: { amountCents: amount, status: 'asked', askedBy: 'gerente', event: null } },
    },
  })
})
