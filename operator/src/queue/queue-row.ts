import {
  callName,
  type Customer,
  type DeviceKey,
  importedPaper,
  isSoldOnTrust,
  type OperatorId,
  type PaymentStatus,
  type ServiceCode,
  slotOf,
  type Ticket,
  type TicketId,
  type TicketNumber,
  type TicketStatus,
} from '@totem/shared-schema'
import { isUnpaid } from './actions.ts'
import { undoableActOf, type UndoableAct } from './undo.ts'

/**
 * A ticket as one row of the queue: flat and made anew on every change, because a Solid store
 * reconciles it in place and must never touch the folded ticket itself.
 */
export interface QueueRow {
  readonly id: TicketId
  readonly number: TicketNumber
  /** What staff may call out; `null` until the customer's document has arrived, and after an erasure. */
  readonly name: string | null
  readonly serviceCode: ServiceCode
  readonly status: TicketStatus
  readonly payment: PaymentStatus
  /** Sold on a Pix that the kiosk could not see confirmed: the customer may hold its receipt. */
  readonly isOnTrust: boolean
  readonly priceCents: Ticket['sale']['service']['priceCents']
  readonly durationMinutes: number
  /** When it was sold, and when its present state began, in ms since 1970. */
  readonly soldAt: number
  readonly since: number
  readonly recalls: number
  /** The device it is served on, was called to, or was served on last. */
  readonly slot: number | null
  /** How it came: sold with or without a connection, or read from the paper. */
  readonly origin: Origin
  /** From paper of a kiosk that this tablet has not heard of: the gateway will judge it. */
  readonly isProvisional: boolean
  /** The day of a ticket that an earlier day left open; `null` for one of this shift. */
  readonly leftFrom: string | null
  readonly undo: UndoableAct | null
}

/**
 * How a ticket came into the queue. `paper_paid`: its kiosk saw money that has not come in here yet; `paper_unproven`:
 * nobody has proven the paper, so nothing it says of money counts.
 */
export type Origin = 'online' | 'offline' | 'paper' | 'paper_paid' | 'paper_unproven'

/** What a row needs beside its ticket. */
export interface RowFacts {
  readonly customer: Customer | undefined
  readonly operator: OperatorId
  readonly shiftDay: string
  readonly deviceKeys: readonly DeviceKey[]
}

/** Makes the row of a ticket. */
export const queueRow = (ticket: Ticket, facts: RowFacts): QueueRow => ({
  id: ticket.id,
  number: ticket.number,
  name: facts.customer === undefined ? null : callName(facts.customer.name),
  serviceCode: ticket.sale.service.code,
  status: ticket.service.kind,
  payment: ticket.payment.status,
  isOnTrust: isSoldOnTrust(ticket),
  priceCents: ticket.sale.service.priceCents,
  durationMinutes: ticket.sale.service.durationMinutes,
  soldAt: ticket.soldAt,
  since: sinceOf(ticket),
  recalls: ticket.service.kind === 'called' ? ticket.service.recalls : 0,
  slot: deviceOf(ticket),
  origin: originOf(ticket, facts.deviceKeys),
  isProvisional: isProvisional(ticket, facts.deviceKeys),
  leftFrom: ticket.sale.businessDay < facts.shiftDay ? ticket.sale.businessDay : null,
  undo: undoableActOf(ticket, facts.operator) ?? null,
})

/** Gives when a ticket's present state began, in ms since 1970. */
export const sinceOf = ({ service }: Ticket): number => {
  switch (service.kind) {
    case 'waiting':
      return service.since
    case 'in_service':
      return service.startedAt
    case 'finished':
      return service.finishedAt
    case 'called':
    case 'no_show':
    case 'cancelled':
      return service.at
  }
}

const originOf = (ticket: Ticket, deviceKeys: readonly DeviceKey[]): Origin => {
  const { id, sale, history, payment } = ticket
  if (isProvisional(ticket, deviceKeys)) return 'paper_unproven'
  for (const { event } of history)
    if (event.type === 'imported')
      return isUnpaid(payment.status) && importedPaper(id, event.data)?.payment === 'paid'
        ? 'paper_paid'
        : 'paper'
  return sale.offline ? 'offline' : 'online'
}

const isProvisional = ({ history, soldBy }: Ticket, deviceKeys: readonly DeviceKey[]): boolean =>
  soldBy.kind === 'device' &&
  history.every(({ event }) => event.type !== 'created') &&
  deviceKeys.every(({ device }) => device !== soldBy.device)

const deviceOf = (ticket: Ticket): number | null => {
  if (ticket.service.kind !== 'finished') return slotOf(ticket)
  const start = ticket.history.findLast(({ event }) => event.type === 'started')?.event
  return start?.type === 'started' ? (start.data.slot ?? null) : null
}
