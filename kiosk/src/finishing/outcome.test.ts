import { type PaymentStatus } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { type Ending } from '../sale/sale-state.ts'
import { cancelledTicket, ticket } from '../sale/_samples.ts'
import { type Outcome, outcomeOf } from './outcome.ts'

const table: Readonly<Record<PaymentStatus, Readonly<Record<Ending | 'cancelled', Outcome>>>> = {
  pending: { paid: 'desk', desk: 'desk', no_connection: 'no_connection', cancelled: 'cancelled' },
  at_desk: { paid: 'desk', desk: 'desk', no_connection: 'no_connection', cancelled: 'cancelled' },
  paid: { paid: 'paid', desk: 'paid', no_connection: 'paid', cancelled: 'refund_due' },
  review: { paid: 'review', desk: 'review', no_connection: 'review', cancelled: 'refund_due' },
  refund_due: { paid: 'review', desk: 'review', no_connection: 'review', cancelled: 'refund_due' },
  refunded: { paid: 'review', desk: 'review', no_connection: 'review', cancelled: 'refund_due' },
}
const statuses = Object.keys(table) as PaymentStatus[]

test.for(statuses)('the last screen tells what is known of money that is %s', (status) => {
  const payment = { status, movements: [] }
  const outcomes = (['paid', 'desk', 'no_connection'] as const).map((ending) => [
    ending,
    outcomeOf({ kind: 'done', ticket: { ...ticket, payment }, ending }),
  ])
  const cancelled = outcomeOf({ kind: 'cancelled', ticket: { ...cancelledTicket, payment } })
  expect({ ...Object.fromEntries(outcomes), cancelled }).toEqual(table[status])
})
