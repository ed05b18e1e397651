import {
  type PaymentStatus,
  type ServiceEventType,
  type TicketStatus,
  transitions,
} from '@totem/shared-schema'
import { describe, expect, test } from 'vitest'
import { actionsOf, type RowActions } from './actions.ts'

const buttons = {
  waiting: { next: 'called', near: [], far: ['started', 'cancelled'] },
  called: { next: 'started', near: ['recalled', 'no_show'], far: ['cancelled'] },
  in_service: { next: 'finished', near: [], far: [] },
  finished: { next: null, near: [], far: [] },
  no_show: { next: 'returned', near: [], far: ['cancelled'] },
  cancelled: { next: 'returned', near: [], far: [] },
} satisfies Record<TicketStatus, Omit<RowActions, 'takesPayment'>>

const payable = {
  pending: true,
  at_desk: true,
  paid: false,
  review: false,
  refund_due: false,
  refunded: false,
} satisfies Record<PaymentStatus, boolean>

const statuses = Object.keys(buttons) as TicketStatus[]
const payments = Object.keys(payable) as PaymentStatus[]
const cells = statuses.flatMap((status) => payments.map((payment) => [status, payment] as const))

describe('the buttons of a row', () => {
  test.for(cells)('%s, %s', ([status, payment]) => {
    expect(actionsOf(status, payment, 'operator')).toEqual({
      ...buttons[status],
      takesPayment: status !== 'cancelled' && payable[payment],
    })
  })

  test.for(statuses)('offer only what the life cycle accepts: %s', (status) => {
    const { next, near, far } = actionsOf(status, 'paid', 'manager')
    const offered: readonly (ServiceEventType | null)[] = [next, ...near, ...far]
    expect(
      offered.filter((type) => type !== null && typeof transitions[status][type] !== 'string'),
    ).toEqual([])
  })

  test('are absent for who only reads', () => {
    expect(actionsOf('waiting', 'pending', 'panel')).toEqual({
      next: null,
      near: [],
      far: [],
      takesPayment: false,
    })
  })
})
