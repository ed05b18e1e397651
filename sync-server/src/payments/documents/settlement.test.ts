import { Cents, EventId, Hlc, OperatorId, TenantId, TicketId } from '@totem/shared-schema'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type ListedSettlement, type RefundReport } from '../provider.ts'
import {
  committedCents,
  leftCents,
  mergeSettlements,
  recordProven,
  refToSettlementId,
  returnedCents,
  settlementId,
  settlementIdToRef,
  settlementRef,
  withState,
  type SettlementDocument,
} from './settlement.ts'

const place = { tenantId: v.parse(TenantId, 'demo'), provider: 'pix' }
const cents = (amount: number): Cents => v.parse(Cents, amount)
const hlc = (ms: number): Hlc => v.parse(Hlc, ms)
const proven: ListedSettlement = {
  transactionId: 'E1',
  txid: 'TX1',
  amountCents: cents(9_000),
  settledAt: hlc(1_000),
  receiver: 'ours',
  refunds: [],
}
const refund = (
  refundId: string,
  status: RefundReport['status'],
  amount = 4_500,
): RefundReport => ({
  refundId,
  amountCents: cents(amount),
  status,
  requestedAt: hlc(2_000),
  ...(status === 'done' && { settledAt: hlc(3_000) }),
})
const recorded = (...refunds: readonly RefundReport[]): SettlementDocument =>
  recordProven(undefined, { ...proven, refunds }, place)!
const onTicket = (settlement: SettlementDocument): SettlementDocument =>
  withState({
    ...settlement,
    state: 'matched',
    ticketId: v.parse(TicketId, `t${'0'.repeat(26)}`),
    event: v.parse(EventId, '0'.repeat(32)),
    verdict: 'paid',
  })

describe('what the bank has proven', () => {
  test('is recorded once, and the same again is nothing new', () => {
    const first = recorded()
    expect(first).toMatchObject({ state: 'unmatched', txid: 'TX1', refunds: {}, link: null })
    expect(recordProven(first, proven, place)).toBeUndefined()
  })

  test('keeps its first telling, but for a txid that was left out', () => {
    const { txid: _, ...bare } = proven
    const first = recordProven(undefined, bare, place)!
    const second = recordProven(first, { ...proven, amountCents: cents(1) }, place)
    expect(second).toEqual({ ...first, txid: 'TX1' })
  })

  test.for([
    ['in_progress', 'done', 'done'],
    ['done', 'in_progress', 'done'],
    ['failed', 'in_progress', 'failed'],
    ['failed', 'done', 'done'],
    ['done', 'failed', 'done'],
  ] as const)('a refund that is %s and then told %s is %s', ([before, told, after]) => {
    const known = recorded(refund('R01', before))
    const next = recordProven(known, { ...proven, refunds: [refund('R01', told)] }, place) ?? known
    expect(next.refunds['R01']?.status).toBe(after)
  })

  test('remembers who asked for a refund when the bank tells of it', () => {
    const asked = {
      amountCents: cents(4_500),
      status: 'asked',
      askedBy: v.parse(OperatorId, 'gerente'),
      at: hlc(1_500),
      event: null,
    } as const
    const known = withState({ ...recorded(), refunds: { R01: asked } })
    const next = recordProven(known, { ...proven, refunds: [refund('R01', 'done')] }, place)
    expect(next?.refunds).toEqual({ R01: { ...asked, status: 'done', at: 3_000 } })
  })
})

describe('the state says what is left to do', () => {
  const untold = onTicket(recorded(refund('R01', 'done')))
  const told = withState({
    ...untold,
    refunds: { R01: { ...untold.refunds['R01']!, event: v.parse(EventId, '1'.repeat(32)) } },
  })
  test.for([
    ['nothing but its ticket', recorded(), 'unmatched'],
    ['a part went back', recorded(refund('R01', 'done')), 'unmatched'],
    ['all went back', recorded(refund('R01', 'done', 9_000)), 'given_back'],
    [
      'all went back and more is under way',
      recorded(refund('R01', 'done', 9_000), refund('R02', 'in_progress', 1)),
      'unmatched',
    ],
    ['on its ticket', onTicket(recorded()), 'matched'],
    ['a refund under way', onTicket(recorded(refund('R01', 'in_progress'))), 'returning'],
    ['a refund of which the ticket has not heard', untold, 'returning'],
    ['a refund of which it has', told, 'matched'],
    ['a refund that failed', onTicket(recorded(refund('R01', 'failed'))), 'matched'],
  ] as const)('%s', ([, settlement, state]) => {
    expect(settlement.state).toBe(state)
  })
})

test('money under way counts as gone until it failed', () => {
  const settlement = recorded(
    refund('R01', 'done', 1_000),
    refund('R02', 'in_progress', 2_000),
    refund('R03', 'failed', 4_000),
  )
  expect([returnedCents(settlement), committedCents(settlement), leftCents(settlement)]).toEqual([
    1_000, 3_000, 6_000,
  ])
})

test('two copies merge to the same, whichever comes first', () => {
  const told = fc.uniqueArray(
    fc.record({
      refundId: fc.constantFrom('R01', 'R02', 'MED1'),
      status: fc.constantFrom('in_progress', 'done', 'failed'),
    }),
    { selector: ({ refundId }) => refundId },
  )
  const copy = fc.tuple(told, fc.boolean()).map(([refunds, isPlaced]) => {
    const settlement = recorded(...refunds.map(({ refundId, status }) => refund(refundId, status)))
    return isPlaced ? onTicket(settlement) : settlement
  })
  fc.assert(
    fc.property(copy, copy, copy, (a, b, c) => {
      expect(mergeSettlements(a, b)).toEqual(mergeSettlements(b, a))
      expect(mergeSettlements(a, a)).toEqual(a)
      expect(mergeSettlements(mergeSettlements(a, b), c)).toEqual(
        mergeSettlements(a, mergeSettlements(b, c)),
      )
    }),
  )
})

test('a settlement has one name in documents and one in addresses', () => {
  const settlement = recorded()
  const [id, ref] = [settlementId(settlement), settlementRef(settlement)]
  expect([id, ref]).toEqual(['pay:pix:E1', 'pix~E1'])
  expect([refToSettlementId(ref), settlementIdToRef(id)]).toEqual([id, ref])
  expect(settlementIdToRef('0'.repeat(32))).toBeUndefined()
})
