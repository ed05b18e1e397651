import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { anEvent, cents } from './_a-ticket.ts'
import { accepted, back, cash, cashBack, flagged, known, pix } from './_money-events.ts'
import { foldPayment, type PaymentFacts } from './payment-state.ts'
import { type IdentifiedEvent } from './sign-event.ts'

const bystanders = (['desk_chosen', 'charge_shown', 'charge_expired', 'refused'] as const).map(
  (type) => anEvent(type),
)
const ninety = cash(9_000)
const amount = fc.constantFrom(0, 1, 4_500, 9_000, 18_000)
const settlement = fc.constantFrom('E1', 'E2')
const moneyEvent: fc.Arbitrary<IdentifiedEvent> = fc.oneof(
  fc.constantFrom(...bystanders),
  fc.tuple(settlement, amount).map(([of, paid]) => pix(of, paid)),
  fc.tuple(settlement, amount).map(([of, paid]) => flagged(of, paid)),
  fc
    .tuple(settlement, fc.constantFrom('r1', 'r2'), amount)
    .map(([of, refund, paid]) => back(of, refund, paid)),
  fc.tuple(amount, fc.integer({ min: 0, max: 3 })).map(([paid, at]) => cash(paid, at)),
  fc
    .tuple(fc.constantFrom('pay:sicredi:E1', ninety.id), amount)
    .map(([of, paid]) => cashBack(of, paid)),
  fc.tuple(settlement, amount).map(([of, held]) => accepted([`pay:sicredi:${of}`, held])),
)
const facts = (events: readonly IdentifiedEvent[], cancelled: boolean): PaymentFacts => ({
  priceCents: cents(9_000),
  cancelled,
  events: events.map(known),
})

test('any order and repetition of any facts about money give the same state', () => {
  const orders = fc.array(moneyEvent, { maxLength: 8 }).chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray([...events, ...events], {
        minLength: events.length * 2,
        maxLength: events.length * 2,
      }),
    ),
  )
  fc.assert(
    fc.property(orders, fc.boolean(), ([events, others], cancelled) => {
      expect(foldPayment(facts(others, cancelled))).toEqual(foldPayment(facts(events, cancelled)))
    }),
    runs(500),
  )
})

test('one more payment never makes received money disappear', () => {
  fc.assert(
    fc.property(fc.array(moneyEvent, { maxLength: 6 }), moneyEvent, (events, more) => {
      const before = foldPayment(facts(events, false)).movements
      const after = foldPayment(facts([...events, more], false)).movements
      for (const { id, amountCents } of before)
        expect(after.find((movement) => movement.id === id)?.amountCents).toBeGreaterThanOrEqual(
          amountCents,
        )
    }),
    runs(500),
  )
})
