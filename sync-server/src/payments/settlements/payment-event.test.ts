import {
  admitEvent,
  Cents,
  Hlc,
  keyPairFromSeed,
  TenantId,
  TicketId,
  verifyText,
  type AdmissionContext,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { newSettlement, reviewReasons } from '../documents/settlement.ts'
import { paymentEvent } from './payment-event.ts'

const tenantId = v.parse(TenantId, 'demo')
const place = { tenantId, ticketId: v.parse(TicketId, `t${'0'.repeat(26)}`) }
const key = keyPairFromSeed(new Uint8Array(32).fill(7))
const settlement = newSettlement(
  {
    transactionId: 'E99999999202611231336AbCdEfGhIjk',
    txid: 'TA00123456789ABCDEFGHJKMND01',
    amountCents: v.parse(Cents, 9_000),
    settledAt: v.parse(Hlc, Date.parse('2026-11-23T13:36:00Z')),
    receiver: 'ours',
  },
  { tenantId, provider: 'pix' },
)
const context: AdmissionContext = {
  device: () => undefined,
  grant: () => undefined,
  isSettlementKey: (publicKey) => publicKey === key.publicKey,
  verify: verifyText,
}

describe('the event of a settlement', () => {
  test('is the same bytes on every gateway', () => {
    const [one, two] = [1, 2].map(() => paymentEvent(place, { settlement, verdict: 'paid' }, key))
    expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  })

  test.for(['paid', ...reviewReasons] as const)('is let into the ledger as %s', (verdict) => {
    const event = paymentEvent(place, { settlement, verdict }, key)
    const data = { settlement: 'pay:pix:E99999999202611231336AbCdEfGhIjk', amountCents: 9_000 }
    expect(admitEvent(place, event, context)).toEqual({
      ok: true,
      value: {
        ...event.event,
        at: settlement.settledAt,
        prev: null,
        type: verdict === 'paid' ? 'paid' : 'payment_review',
        data:
          verdict === 'paid'
            ? { ...data, txid: settlement.txid, settledAt: settlement.settledAt }
            : { ...data, reason: verdict },
      },
    })
  })
})
