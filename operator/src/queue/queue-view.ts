import {
  type Customer,
  type DeviceKey,
  type OperatorId,
  type PaymentStatus,
  type Service,
  type ServiceCode,
  type Shift,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'
import { queueRow, type QueueRow } from './queue-row.ts'

/** What the queue is drawn from. Times tick in the rows, so that a second passing moves no list. */
export interface QueueFacts {
  /** Oldest first, as the device gives them. */
  readonly tickets: readonly Ticket[]
  readonly customers: ReadonlyMap<TicketId, Customer>
  readonly services: readonly Service[]
  readonly shift: Shift
  readonly operator: OperatorId
  /** The devices of the studio: a paper of another one is provisional. */
  readonly deviceKeys: readonly DeviceKey[]
}

/** One service of the queue: who is being served, who was called, who waits, who is done. */
export interface QueueColumn {
  /** The service's code; stores reconcile by `id`. */
  readonly id: ServiceCode
  readonly name: string
  readonly color: string
  /** Devices of this shift; those in use may be more when a device was lent. */
  readonly devices: number
  readonly inService: readonly QueueRow[]
  readonly called: readonly QueueRow[]
  readonly waiting: readonly QueueRow[]
  /** Finished, absent and cancelled, latest first. */
  readonly done: readonly QueueRow[]
  /** Who *Chamar próximo* would call. */
  readonly next: TicketId | null
}

/** The colour of a service that left the catalogue while tickets of it are still about. */
const retiredColor = '#64748b'

/**
 * Arranges tickets into the columns of the queue. Pure; every ticket of the shift is in one place. `rowOf` may remember
 * the rows it made.
 */
export const queueView = (facts: QueueFacts, rowOf = queueRow): readonly QueueColumn[] => {
  const tickets = facts.tickets.filter((ticket) => belongsTo(ticket, facts.shift))
  const byCode = Map.groupBy(tickets, (ticket) => ticket.sale.service.code)
  const offered = facts.services.map(({ id, name, color }) => ({ id, name, color }))
  const codes = new Set(offered.map(({ id }) => id))
  const retired = [...byCode]
    .filter(([code]) => !codes.has(code))
    .map(([id, [first]]) => ({
      id,
      name: first?.sale.service.name ?? id,
      color: retiredColor,
    }))
  return [...offered, ...retired].map((service) => ({
    ...service,
    devices: facts.shift.devices.counts[service.id] ?? 0,
    ...sections(
      (byCode.get(service.id) ?? []).map((ticket) =>
        rowOf(ticket, {
          customer: facts.customers.get(ticket.id),
          operator: facts.operator,
          deviceKeys: facts.deviceKeys,
          shiftDay: facts.shift.businessDay,
        }),
      ),
    ),
  }))
}

type Sections = Pick<QueueColumn, 'inService' | 'called' | 'waiting' | 'done' | 'next'>

const sections = (rows: readonly QueueRow[]): Sections => {
  const waiting = rows.filter(({ status }) => status === 'waiting').toSorted(bySale)
  return {
    inService: rows.filter(({ status }) => status === 'in_service').toSorted(bySince),
    called: rows.filter(({ status }) => status === 'called').toSorted(bySince),
    waiting,
    done: rows.filter(isDone).toSorted((a, b) => bySince(b, a)),
    next: waiting.find(({ payment }) => isCallable[payment])?.id ?? null,
  }
}

/**
 * Whom *Chamar próximo* may call. First come, first served, also while the payment is open: the row
 * says so. Money in question is for a person to look at first.
 */
const isCallable = {
  pending: true,
  at_desk: true,
  paid: true,
  review: false,
  refund_due: false,
  refunded: false,
} as const satisfies Record<PaymentStatus, boolean>

/** A shift shows its day and what came after midnight, and of earlier days only what is still open. */
const belongsTo = (ticket: Ticket, shift: Shift): boolean =>
  ticket.sale.businessDay >= shift.businessDay || !isDone({ status: ticket.service.kind })

const isDone = ({ status }: Pick<QueueRow, 'status'>): boolean =>
  status === 'finished' || status === 'no_show' || status === 'cancelled'

const bySale = (a: QueueRow, b: QueueRow): number => a.soldAt - b.soldAt || byId(a, b)
const bySince = (a: QueueRow, b: QueueRow): number => a.since - b.since || byId(a, b)
const byId = (a: QueueRow, b: QueueRow): number => (a.id < b.id ? -1 : 1)
