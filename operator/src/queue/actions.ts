import {
  mayAppend,
  type PaymentStatus,
  type Role,
  transitions,
  type ServiceEventType,
  type TicketStatus,
} from '@totem/shared-schema'

/** The buttons of a row: the next step, what else is near at hand, and what lies behind *Mais*. */
export interface RowActions {
  readonly next: ServiceEventType | null
  readonly near: readonly ServiceEventType[]
  readonly far: readonly ServiceEventType[]
  /** Whether staff may confirm the payment by hand. */
  readonly takesPayment: boolean
}

interface Layout {
  readonly next: ServiceEventType | null
  readonly near: readonly ServiceEventType[]
  readonly far: readonly ServiceEventType[]
}

/** Where each step has its button; what the life cycle refuses or the role lacks is left out below. */
const layouts = {
  waiting: { next: 'called', near: [], far: ['started', 'cancelled'] },
  called: { next: 'started', near: ['recalled', 'no_show'], far: ['cancelled'] },
  in_service: { next: 'finished', near: [], far: [] },
  finished: { next: null, near: [], far: [] },
  no_show: { next: 'returned', near: [], far: ['cancelled'] },
  cancelled: { next: 'returned', near: [], far: [] },
} as const satisfies Record<TicketStatus, Layout>

/** Gives the buttons that make sense for a ticket in a state of service and money, for one role. */
export const actionsOf = (status: TicketStatus, payment: PaymentStatus, role: Role): RowActions => {
  const layout: Layout = layouts[status]
  const allowed = (type: ServiceEventType): boolean =>
    isAccepted(status, type) && mayAppend(role, type)
  return {
    next: layout.next !== null && allowed(layout.next) ? layout.next : null,
    near: layout.near.filter(allowed),
    far: layout.far.filter(allowed),
    takesPayment: status !== 'cancelled' && isUnpaid(payment) && mayAppend(role, 'paid_by_hand'),
  }
}

/** Says whether nothing was paid yet. */
export const isUnpaid = (payment: PaymentStatus): boolean =>
  payment === 'pending' || payment === 'at_desk'

const isAccepted = (status: TicketStatus, type: ServiceEventType): boolean =>
  typeof transitions[status][type] === 'string'
