import { type PaymentStatus } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { type Ending } from '../sale/sale-state.ts'
import { cancelledTicket, ticket } from '../sale/_samples.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

type Row = Readonly<Record<Ending | 'cancelled', Outcome>>

/** Once money moved, the ticket tells more than the way that led here. */
const every = (outcome: Outcome): Row => ({
  paid: outcome,
  awaiting: outcome,
  desk: outcome,
  no_connection: outcome,
  cancelled: 'refund_due',
})

const table: Readonly<Record<PaymentStatus, Row>> = {
  pending: {
    paid: 'desk',
    awaiting: 'awaiting',
    desk: 'desk',
    no_connection: 'no_connection',
    cancelled: 'cancelled',
  },
  at_desk: {
    paid: 'desk',
    awaiting: 'desk',
    desk: 'desk',
    no_connection: 'no_connection',
    cancelled: 'cancelled',
  },
  paid: every('paid'),
  review: every('review'),
  refund_due: every('review'),
  refunded: every('review'),
}
const statuses = Object.keys(table) as PaymentStatus[]

test.for(statuses)('the last screen tells what is known of money that is %s', (status) => {
  const payment = { status, movements: [] }
  const outcomes = (['paid', 'awaiting', 'desk', 'no_connection'] as const).map((ending) => [
    ending,
    outcomeOf({ kind: 'done', ticket: { ...ticket, payment }, ending }),
  ])
  const cancelled = outcomeOf({ kind: 'cancelled', ticket: { ...cancelledTicket, payment } })
  expect({ ...Object.fromEntries(outcomes), cancelled }).toEqual(table[status])
})
