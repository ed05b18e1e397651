import { type StoredDocument } from '@totem/couchdb'
import {
  foldTicket,
  openShift,
  type QueueFigures,
  type Service,
  type ServiceFigures,
  type Shift,
} from '@totem/shared-schema'
import { storedToTicket } from '../replication/stored-ticket.ts'

/** What the figures are counted from: today's open tickets as the database holds them, catalogue and shifts. */
export interface QueueSources {
  readonly tickets: readonly StoredDocument[]
  readonly services: readonly Service[]
  readonly shifts: readonly Shift[]
}

/** How long an unpaid ticket counts as somebody who stands at the kiosk and pays, in milliseconds. */
const payingMs = 15 * 60_000

/** Counts the queues: how many, how long, how many devices; nothing that could be traced to a person. Pure. */
export const countQueue = (
  { tickets, services, shifts }: QueueSources,
  nowMs: number,
): QueueFigures => {
  const counts = openShift(shifts)?.devices.counts
  const figuresOf = (service: Service): ServiceFigures => {
    const own = tickets.filter((ticket) => ticket['service'] === service.id)
    return {
      service: service.id,
      waiting: own.filter((ticket) => waits(ticket, nowMs)).length,
      busyUntil: own.flatMap(endOf),
      devices: counts === undefined ? null : (counts[service.id] ?? 0),
      minutes: service.durationMinutes,
    }
  }
  const onSale = services.filter(({ active }) => active).toSorted((a, b) => a.position - b.position)
  return { at: nowMs, services: onSale.map(figuresOf) }
}

/** Who chose Pix and walked away leaves a ticket that nobody will call. */
const waits = ({ status, payment, soldAt }: StoredDocument, nowMs: number): boolean => {
  if (status !== 'waiting' && status !== 'called') return false
  return payment !== 'pending' || (typeof soldAt === 'number' && nowMs - soldAt < payingMs)
}

const endOf = (stored: StoredDocument): readonly number[] => {
  if (stored['status'] !== 'in_service') return []
  const document = storedToTicket(stored)
  const ticket = document === undefined ? undefined : foldTicket(document)
  return ticket?.service.kind === 'in_service'
    ? [ticket.service.startedAt + ticket.sale.service.durationMinutes * 60_000]
    : []
}
