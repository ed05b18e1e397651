import { type SaleIn } from '../sale/sale-state.ts'

/** What is known at the end about the money of a ticket. */
export type Outcome =
  'paid' | 'awaiting' | 'desk' | 'no_connection' | 'review' | 'cancelled' | 'refund_due'

/** Gives what the last screen tells; the ticket itself knows best, and may still change while it is shown. */
export const outcomeOf = (state: SaleIn<'done' | 'cancelled'>): Outcome => {
  const { status } = state.ticket.payment
  if (state.kind === 'cancelled' || state.ticket.service.kind === 'cancelled')
    return status === 'pending' || status === 'at_desk' ? 'cancelled' : 'refund_due'
  switch (status) {
    case 'paid':
      return 'paid'
    case 'review':
    case 'refund_due':
    case 'refunded':
      return 'review'
    case 'pending':
      if (state.ending === 'awaiting') return 'awaiting'
      return state.ending === 'no_connection' ? 'no_connection' : 'desk'
    case 'at_desk':
      return state.ending === 'no_connection' ? 'no_connection' : 'desk'
  }
}
