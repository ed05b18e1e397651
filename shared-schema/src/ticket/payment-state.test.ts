import { expect, test } from 'vitest'
import { permutations } from '../_permutations.ts'
import { anEvent, cents, hlc, plainData } from './_a-ticket.ts'
import { back, cash, cashBack, flagged, known, pix, wrongAmount } from './_money-events.ts'
import { foldPayment, type Movement, type PaymentStatus } from './payment-state.ts'
import { type IdentifiedEvent } from './sign-event.ts'

const desk = anEvent('desk_chosen')
const shown = anEvent('charge_shown')
const expired = anEvent('charge_expired')
const refused = anEvent('refused')
const ninety = cash(9_000)
const ninetyAgain = cash(9_000, 5)
const received = (
  id: string,
  amountCents: number,
  more: Partial<Movement> = {},
): Partial<Movement> => ({ id, amountCents, returnedCents: 0, flagged: false, ...more })
const e1 = (amount = 9_000, more: Partial<Movement> = {}): Partial<Movement> =>
  received('pay:sicredi:E1', amount, more)
const e2 = (amount = 9_000, more: Partial<Movement> = {}): Partial<Movement> =>
  received('pay:sicredi:E2', amount, more)

interface Row {
  readonly name: string
  readonly events: readonly IdentifiedEvent[]
  readonly status: PaymentStatus
  readonly cancelled?: PaymentStatus
  readonly movements?: readonly Partial<Movement>[]
  readonly price?: number
}

/** A service of R$ 90,00; `cancelled` is the status when the ticket is cancelled, where it differs. */
const rows: readonly Row[] = [
  { name: 'nothing happened', events: [], status: 'pending' },
  {
    name: 'a charge was shown, expired and was refused',
    events: [shown, expired, refused],
    status: 'pending',
  },
  { name: 'the desk was chosen', events: [desk], status: 'at_desk' },
  { name: 'the desk was chosen after a Pix was shown', events: [shown, desk], status: 'at_desk' },
  {
    name: 'paid by Pix',
    events: [pix('E1', 9_000)],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [e1()],
  },
  {
    name: 'paid by Pix after the desk was chosen',
    events: [desk, shown, pix('E1', 9_000), expired],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [e1()],
  },
  {
    name: 'the same Pix told twice, of different txids',
    events: [pix('E1', 9_000), anEvent('paid', { at: 9, data: { ...plainData.paid, txid: null } })],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [e1()],
  },
  {
    name: 'the same Pix told with two amounts',
    events: [pix('E1', 9_000), pix('E1', 4_000)],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [e1()],
  },
  {
    name: 'paid in cash',
    events: [desk, ninety],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [received(ninety.id, 9_000)],
  },
  {
    name: 'one cent too little',
    events: [pix('E1', 8_999)],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(8_999)],
  },
  {
    name: 'one cent too much',
    events: [pix('E1', 9_001)],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(9_001)],
  },
  {
    name: 'flagged by the matcher',
    events: [flagged('E1', 9_000)],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(9_000, { flagged: true })],
  },
  {
    name: 'flagged and also told as paid',
    events: [pix('E1', 9_000), flagged('E1', 9_000)],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(9_000, { flagged: true })],
  },
  {
    name: 'two different Pix',
    events: [pix('E1', 9_000), pix('E2', 9_000)],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(), e2()],
  },
  {
    name: 'two halves',
    events: [pix('E1', 4_500), pix('E2', 4_500)],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(4_500), e2(4_500)],
  },
  { name: 'cash twice', events: [ninety, ninetyAgain], status: 'review', cancelled: 'refund_due' },
  {
    name: 'Pix and cash',
    events: [pix('E1', 9_000), ninety],
    status: 'review',
    cancelled: 'refund_due',
  },
  {
    name: 'Pix and cash, and the cash went back',
    events: [desk, pix('E1', 9_000), ninety, cashBack(ninety.id, 9_000)],
    status: 'paid',
    cancelled: 'refund_due',
  },
  {
    name: 'two Pix, and one went back',
    events: [pix('E1', 9_000), pix('E2', 9_000), back('E2', 'r1', 9_000)],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [e1(), e2(9_000, { returnedCents: 9_000 })],
  },
  {
    name: 'two Pix, and both went back',
    events: [pix('E1', 9_000), pix('E2', 9_000), back('E1', 'r1', 9_000), back('E2', 'r1', 9_000)],
    status: 'refunded',
  },
  {
    name: 'a wrong Pix went back and a right one came',
    events: [flagged('E1', 8_000), back('E1', 'r1', 8_000), pix('E2', 9_000)],
    status: 'paid',
    cancelled: 'refund_due',
  },
  {
    name: 'a Pix went back',
    events: [pix('E1', 9_000), back('E1', 'r1', 9_000)],
    status: 'refunded',
    movements: [e1(9_000, { returnedCents: 9_000 })],
  },
  {
    name: 'a Pix went back, and that was told twice',
    events: [
      pix('E1', 9_000),
      back('E1', 'r1', 4_500),
      anEvent('refunded', { at: 7, data: { ...plainData.refunded, amountCents: cents(4_500) } }),
    ],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(9_000, { returnedCents: 4_500 })],
  },
  {
    name: 'a refund was told with two amounts',
    events: [pix('E1', 9_000), back('E1', 'r1', 9_000), back('E1', 'r1', 1)],
    status: 'refunded',
    movements: [e1(9_000, { returnedCents: 9_000 })],
  },
  {
    name: 'a Pix went back in two parts',
    events: [pix('E1', 9_000), back('E1', 'r1', 4_500), back('E1', 'r2', 4_500)],
    status: 'refunded',
    movements: [e1(9_000, { returnedCents: 9_000 })],
  },
  {
    name: 'a part of a Pix went back',
    events: [pix('E1', 9_000), back('E1', 'r1', 1)],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(9_000, { returnedCents: 1 })],
  },
  {
    name: 'too much was paid and the rest went back',
    events: [wrongAmount('E1', 9_500, 'overpaid'), back('E1', 'r1', 500)],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [e1(9_500, { returnedCents: 500 })],
  },
  {
    name: 'too much was paid and more than the rest went back',
    events: [wrongAmount('E1', 9_500, 'overpaid'), back('E1', 'r1', 501)],
    status: 'review',
    cancelled: 'refund_due',
  },
  {
    name: 'too much was paid, the rest went back, and more was wrong with it',
    events: [flagged('E1', 9_500), back('E1', 'r1', 500)],
    status: 'review',
    cancelled: 'refund_due',
  },
  {
    name: 'too little was paid',
    events: [wrongAmount('E1', 8_000, 'underpaid')],
    status: 'review',
    cancelled: 'refund_due',
    movements: [e1(8_000)],
  },
  {
    name: 'a Pix went back in cash',
    events: [pix('E1', 9_000), cashBack('pay:sicredi:E1', 9_000)],
    status: 'refunded',
    movements: [e1(9_000, { returnedCents: 9_000 })],
  },
  {
    name: 'more went back than came',
    events: [pix('E1', 9_000), back('E1', 'r1', 9_500)],
    status: 'refunded',
    movements: [e1(9_000, { returnedCents: 9_500 })],
  },
  {
    name: 'a refund whose payment has not arrived',
    events: [back('E1', 'r1', 9_000)],
    status: 'pending',
  },
  {
    name: 'a refund of another payment',
    events: [pix('E1', 9_000), back('E9', 'r1', 9_000)],
    status: 'paid',
    cancelled: 'refund_due',
    movements: [e1()],
  },
  {
    name: 'a free session confirmed by hand',
    events: [cash(0)],
    price: 0,
    status: 'paid',
    cancelled: 'refund_due',
  },
  { name: 'a free session nobody confirmed', events: [], price: 0, status: 'pending' },
  {
    name: 'nothing paid for a session that costs',
    events: [cash(0)],
    status: 'review',
    cancelled: 'refund_due',
  },
]

const fold = (row: Row, events = row.events, cancelled = false): ReturnType<typeof foldPayment> =>
  foldPayment({ priceCents: cents(row.price ?? 9_000), cancelled, events: events.map(known) })

test.for(rows)('$name: $status, in every order', (row) => {
  const { status, movements } = fold(row)
  expect(status).toBe(row.status)
  if (row.movements !== undefined) expect(movements).toEqual(row.movements)
  for (const order of permutations(row.events))
    expect(fold(row, order)).toEqual({ status, movements })
  expect(fold(row, [...row.events, ...row.events])).toEqual({ status, movements })
})

test.for(rows)('$name, on a cancelled ticket', (row) => {
  expect(fold(row, row.events, true)).toEqual({
    status: row.cancelled ?? row.status,
    movements: fold(row).movements,
  })
})

test('movements are listed by id', () => {
  const { movements } = fold(rows[0]!, [pix('E3', 1), pix('E1', 2), pix('E2', 3)])
  expect(movements.map(({ id }) => id)).toEqual([
    'pay:sicredi:E1',
    'pay:sicredi:E2',
    'pay:sicredi:E3',
  ])
})

test('a settlement time plays no part', () => {
  const late = anEvent('paid', { data: { ...plainData.paid, settledAt: hlc(4_070_908_800_000) } })
  expect(fold(rows[0]!, [late])).toEqual(fold(rows[0]!, [pix('E1', 9_000)]))
})
