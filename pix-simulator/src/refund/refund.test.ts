import { err, ok } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { aPix, aRefund, cents, startMs } from '../_makers.ts'
import { judgeRefund, type Refund, RefundId, refundWindowMs } from './refund.ts'

const refunded = (kind: Refund['kind'], amountCents: number): Refund => {
  const order = aRefund({ id: v.parse(RefundId, 'R0'), amountCents: cents(amountCents) })
  return kind === 'done' ? { ...order, kind, settledAtMs: startMs } : { ...order, kind }
}

test.for([
  ['all of it', [], {}, ok(undefined)],
  [
    'a centavo too much',
    [],
    { amountCents: cents(9001) },
    err({ kind: 'too_much', leftCents: 9000 }),
  ],
  ['what is left', [refunded('done', 4000)], { amountCents: cents(5000) }, ok(undefined)],
  [
    'more than is left',
    [refunded('done', 4001)],
    { amountCents: cents(5000) },
    err({ kind: 'too_much', leftCents: 4999 }),
  ],
  [
    'what is on its way already',
    [refunded('in_progress', 9000)],
    {},
    err({ kind: 'too_much', leftCents: 0 }),
  ],
  ['what failed before', [refunded('failed', 9000)], {}, ok(undefined)],
  [
    'under a used id',
    [refunded('failed', 1)],
    { id: v.parse(RefundId, 'R0') },
    err({ kind: 'known_id' }),
  ],
  ['on the last day', [], { requestedAtMs: startMs + refundWindowMs }, ok(undefined)],
  ['after 90 days', [], { requestedAtMs: startMs + refundWindowMs + 1 }, err({ kind: 'too_late' })],
] as const)('giving back %s', ([, refunds, asked, verdict]) => {
  expect(judgeRefund(aPix(), refunds, aRefund(asked))).toStrictEqual(verdict)
})
