import { expect, test } from 'vitest'
import { permutations } from '../_permutations.ts'
import { cents } from './_a-ticket.ts'
import { accepted, back, cash, flagged, known, pix, wrongAmount } from './_money-events.ts'
import { foldPayment, type PaymentStatus } from './payment-state.ts'
import { type IdentifiedEvent } from './sign-event.ts'

const rest = cash(1_000)

/** A service of R$ 90,00 whose money a manager has looked at. */
const rows: readonly {
  readonly name: string
  readonly events: readonly IdentifiedEvent[]
  readonly status: PaymentStatus
}[] = [
  {
    name: 'too little was paid and a manager took it',
    events: [wrongAmount('E1', 8_000, 'underpaid'), accepted(['pay:sicredi:E1', 8_000])],
    status: 'paid',
  },
  {
    name: 'a manager took a flagged Pix',
    events: [flagged('E1', 9_000), accepted(['pay:sicredi:E1', 9_000])],
    status: 'paid',
  },
  {
    name: 'too little was paid, the rest in cash, and a manager took both',
    events: [
      wrongAmount('E1', 8_000, 'underpaid'),
      rest,
      accepted([rest.id, 1_000], ['pay:sicredi:E1', 8_000]),
    ],
    status: 'paid',
  },
  {
    name: 'a manager took a Pix, and cash came after it',
    events: [wrongAmount('E1', 8_000, 'underpaid'), accepted(['pay:sicredi:E1', 8_000]), rest],
    status: 'review',
  },
  {
    name: 'a manager took a Pix, and a part of it went back after it',
    events: [
      wrongAmount('E1', 8_000, 'underpaid'),
      accepted(['pay:sicredi:E1', 8_000]),
      back('E1', 'r1', 1_000),
    ],
    status: 'review',
  },
  {
    name: 'a manager took what was left of two, each time anew',
    events: [
      flagged('E1', 9_000),
      pix('E2', 9_000),
      back('E2', 'r1', 9_000),
      accepted(['pay:sicredi:E2', 9_000]),
      accepted(['pay:sicredi:E1', 9_000]),
    ],
    status: 'paid',
  },
  {
    name: 'a manager named one movement twice and another not at all',
    events: [
      pix('E1', 9_000),
      pix('E2', 9_000),
      accepted(['pay:sicredi:E1', 9_000], ['pay:sicredi:E1', 9_000]),
    ],
    status: 'review',
  },
  {
    name: 'a manager took money that has not arrived',
    events: [accepted(['pay:sicredi:E1', 9_000])],
    status: 'pending',
  },
]

const statusOf = (events: readonly IdentifiedEvent[], cancelled = false): PaymentStatus =>
  foldPayment({ priceCents: cents(9_000), cancelled, events: events.map(known) }).status

test.for(rows)('$name: $status, in every order', ({ events, status }) => {
  for (const order of permutations(events)) expect(statusOf(order)).toBe(status)
  expect(statusOf([...events, ...events])).toBe(status)
})

test.for(rows)('$name, on a cancelled ticket: what is here is due back', ({ events, status }) => {
  expect(statusOf(events, true)).toBe(status === 'pending' ? 'pending' : 'refund_due')
})
