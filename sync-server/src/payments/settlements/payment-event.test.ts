import {
  admitEvent,
  Cents,
  DeviceId,
  Hlc,
  keyPairFromSeed,
  TenantId,
  TicketId,
  verifyText,
  type AdmissionContext,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type ChargeDocument } from '../documents/charge.ts'
import { type Refund } from '../documents/refund.ts'
import { recordProven, reviewReasons } from '../documents/settlement.ts'
import { type MoneyFact, paymentEvent, saysTheSame } from './payment-event.ts'

const tenantId = v.parse(TenantId, 'demo')
const place = { tenantId, ticketId: v.parse(TicketId, `t${'0'.repeat(26)}`) }
const key = keyPairFromSeed(new Uint8Array(32).fill(7))
const settledAt = v.parse(Hlc, Date.parse('2026-11-23T13:36:00Z'))
const amountCents = v.parse(Cents, 9_000)
const settlement = recordProven(
  undefined,
  {
    transactionId: 'E99999999202611231336AbCdEfGhIjk',
    txid: 'TA00123456789ABCDEFGHJKMND01',
    amountCents,
    settledAt,
    receiver: 'ours',
    refunds: [],
  },
  { tenantId, provider: 'pix' },
)!
const refund: Refund = { amountCents, status: 'done', askedBy: null, at: settledAt, event: null }
const charge: ChargeDocument = {
  type: 'charge',
  tenantId,
  provider: 'pix',
  txid: settlement.txid!,
  intent: settlement.txid!.slice(0, 25),
  attempt: 1,
  origin: 'asked',
  ticketId: place.ticketId,
  device: v.parse(DeviceId, `d${'0'.repeat(20)}`),
  amountCents,
  description: '',
  askedAt: settledAt,
  expiresInSeconds: 900,
  state: 'asked',
}
const data = { settlement: 'pay:pix:E99999999202611231336AbCdEfGhIjk', amountCents: 9_000 }

const facts: readonly (readonly [string, MoneyFact, object])[] = [
  [
    'paid',
    { kind: 'movement', settlement, verdict: 'paid' },
    { type: 'paid', at: settledAt, data: { ...data, txid: settlement.txid, settledAt } },
  ],
  ...reviewReasons.map((reason): (typeof facts)[number] => [
    reason,
    { kind: 'movement', settlement, verdict: reason },
    { type: 'payment_review', at: settledAt, data: { ...data, reason } },
  ]),
  [
    'given back',
    { kind: 'refund', settlement, refundId: 'R01', refund },
    { type: 'refunded', at: settledAt, data: { ...data, refund: 'R01' } },
  ],
  [
    'expired',
    { kind: 'expired_charge', charge },
    { type: 'charge_expired', at: settledAt + 900_000, data: { txid: settlement.txid } },
  ],
]

const context: AdmissionContext = {
  device: () => undefined,
  grant: () => undefined,
  isSettlementKey: (publicKey) => publicKey === key.publicKey,
  verify: verifyText,
}

describe('the event of a fact about money', () => {
  test.for(facts)('%s: is let into the ledger', ([, fact, told]) => {
    const event = paymentEvent(place, fact, key)
    expect(admitEvent(place, event, context)).toEqual({
      ok: true,
      value: { ...event.event, prev: null, ...told },
    })
  })

  test.for(facts)('%s: is the same bytes on every gateway', ([, fact]) => {
    const [one, two] = [1, 2].map(() => paymentEvent(place, fact, key))
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  })

  test('is known again under another key, and never taken for another fact', () => {
    const other = keyPairFromSeed(new Uint8Array(32).fill(8))
    const events = facts.map(([, fact]) => paymentEvent(place, fact, other).event)
    const isMovement = ({ type }: { type: string }): boolean =>
      type === 'paid' || type === 'payment_review'
    for (const [index, [, fact]] of facts.entries())
      for (const [at, event] of events.entries())
        expect(saysTheSame(fact, event)).toBe(
          fact.kind === 'movement' ? isMovement(event) : at === index,
        )
  })
})
