import { err, ok } from '@totem/shared-schema'
import { describe, expect, test } from 'vitest'
import { aPix, cents, someTerms, startMs, txid } from '../_makers.ts'
import { type ActiveCharge, type Charge, type PaidCharge, type RemovedCharge } from './charge.ts'
import { type ChargeEvent, transitionCharge } from './charge-transition.ts'

const { endToEndId } = aPix()
const expiredAtMs = startMs + 900_000
const active: ActiveCharge = {
  kind: 'active',
  txid,
  createdAtMs: startMs,
  revision: 0,
  locationId: 1,
  location: 'pix.example.com/qr/v2/1',
  terms: someTerms(),
}
const paid: PaidCharge = { ...active, kind: 'paid', endToEndId }
const removed: RemovedCharge = { ...active, kind: 'removed', revision: 1 }
const cheaper = someTerms({ amountCents: cents(8000) })

const states = { active, paid, removed } satisfies Record<Charge['kind'], Charge>
const events = {
  revised: { kind: 'revised', terms: cheaper },
  'revised to the same': { kind: 'revised', terms: someTerms() },
  removed: { kind: 'removed' },
  'paid in time': { kind: 'paid', endToEndId, atMs: expiredAtMs },
  'paid too late': { kind: 'paid', endToEndId, atMs: expiredAtMs + 1 },
  'paid astray': { kind: 'paid_astray', endToEndId },
} satisfies Record<string, ChargeEvent>

type Outcome = ReturnType<typeof transitionCharge>
const isPaid: Outcome = err({ kind: 'not_active', phase: 'paid' })
const isRemoved: Outcome = err({ kind: 'not_active', phase: 'removed' })

const table: Record<keyof typeof states, Record<keyof typeof events, Outcome>> = {
  active: {
    revised: ok({ ...active, terms: cheaper, revision: 1 }),
    'revised to the same': ok(active),
    removed: ok(removed),
    'paid in time': ok(paid),
    'paid too late': err({ kind: 'expired', expiredAtMs }),
    'paid astray': ok(paid),
  },
  paid: {
    revised: isPaid,
    'revised to the same': isPaid,
    removed: isPaid,
    'paid in time': isPaid,
    'paid too late': isPaid,
    'paid astray': ok(paid),
  },
  removed: {
    revised: isRemoved,
    'revised to the same': isRemoved,
    removed: isRemoved,
    'paid in time': isRemoved,
    'paid too late': isRemoved,
    'paid astray': ok(removed),
  },
}

const keysOf = <T extends object>(record: T): (keyof T)[] => Object.keys(record) as (keyof T)[]
const cases = keysOf(table).flatMap((state) =>
  keysOf(events).map((event) => [state, event] as const),
)

describe('a charge', () => {
  test.for(cases)('that is %s answers to: %s', ([state, event]) => {
    expect(transitionCharge(states[state], events[event])).toStrictEqual(table[state][event])
  })
})
