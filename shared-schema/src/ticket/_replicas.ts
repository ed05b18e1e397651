import * as v from 'valibot'
import { hashText } from '../crypto/keys.ts'
import { DeviceId, KioskLetter, type BusinessDay, type EventId, type TicketId } from '../ids/ids.ts'
import { makeTicketId } from '../ids/make-ids.ts'
import { seededBytes } from '../_random-bytes.ts'
import { businessDayOf, laterDay } from '../time/business-day.ts'
import { nextHlc } from '../time/hlc.ts'
import { ana, anEvent, aSale, bia, demo, hlc, plainData, theGateway } from './_a-ticket.ts'
import { type Author, type TicketDocument } from './event.ts'
import { foldTicket, type Ticket } from './fold.ts'
import { type EventData, type EventType } from './known-event.ts'
import { entriesOf, mergeTickets } from './merge.ts'
import { type IdentifiedEvent } from './sign-event.ts'

/** The tickets one replica holds. */
export type Tickets = ReadonlyMap<TicketId, TicketDocument>

/** What a replica has on disk: all that survives a crash. */
interface Disk {
  readonly tickets: Tickets
  readonly head: EventId | null
  readonly day: BusinessDay | null
  readonly counter: number
}

/** A kiosk, a tablet or the gateway: what is in its memory, what is on its disk, and how wrong its clock is. */
export interface Replica {
  readonly by: Author
  readonly letter?: KioskLetter
  readonly skewMs: number
  readonly memory: Disk
  readonly disk: Disk
}

const empty: Disk = { tickets: new Map(), head: null, day: null, counter: 0 }

const aKiosk = (letter: string): Pick<Replica, 'by' | 'letter'> => ({
  by: { kind: 'device', device: v.parse(DeviceId, `d${hashText(letter).slice(0, 20)}`) },
  letter: v.parse(KioskLetter, letter),
})

/** Two kiosks, two tablets and a gateway that know nothing yet; clocks as wrong as `skews` says. */
export const fiveReplicas = (skews: readonly number[]): readonly Replica[] =>
  [aKiosk('A'), aKiosk('B'), { by: ana }, { by: bia }, { by: theGateway }].map((who, at) => ({
    ...who,
    skewMs: skews[at] ?? 0,
    memory: empty,
    disk: empty,
  }))

/** Makes safe what is in memory: from here on it may be shown, printed and sent. */
export const flush = (replica: Replica): Replica => ({ ...replica, disk: replica.memory })

/** Loses what was not flushed. */
export const crash = (replica: Replica): Replica => ({ ...replica, memory: replica.disk })

/** Sells a ticket in memory, with the next number of the day. */
export const sell = (replica: Replica, nowMs: number): Replica => {
  const { by, letter, memory, skewMs } = replica
  if (letter === undefined || by.kind !== 'device') return replica
  const today = businessDayOf(nowMs + skewMs, 'America/Sao_Paulo')
  const day = memory.day === null ? today : laterDay(memory.day, today)
  const counter = day === memory.day ? memory.counter + 1 : 1
  const randomBytes = seededBytes(`${letter}/${nowMs}/${counter}`)
  const ticketId = makeTicketId(by.device, { nowMs, randomBytes })
  const data = aSale({ letter, counter, businessDay: day })
  const place = { tenantId: demo, ticketId }
  const at = nextHlc(nowMs + skewMs, undefined)
  const created = anEvent('created', { at, by, data, place, prev: memory.head })
  const tickets = merged(memory.tickets, [documentOf(ticketId, created)])
  return { ...replica, memory: { tickets, head: created.id, day, counter } }
}

/** What to append to the ticket at a position in a replica's list. */
export interface Act<T extends EventType = EventType> {
  readonly pick: number
  readonly type: T
  readonly data?: EventData<T>
}

/** Appends an event in memory to one of the tickets that the replica sees. */
export const act = (replica: Replica, { pick, type, data }: Act, nowMs: number): Replica => {
  const { by, memory } = replica
  const document = [...memory.tickets.values()].at(pick % Math.min(3, memory.tickets.size))
  const ticket = document === undefined ? undefined : foldTicket(document)
  if (ticket === undefined) return replica
  const place = { tenantId: demo, ticketId: ticket.id }
  const at = nextHlc(nowMs + replica.skewMs, ticket.lastAt)
  const event = anEvent(type, {
    at,
    by,
    place,
    prev: by.kind === 'gateway' ? null : memory.head,
    data: type === 'undone' ? undoing(ticket, pick) : (data ?? plainData[type]),
  })
  const tickets = merged(memory.tickets, [documentOf(ticket.id, event)])
  return { ...replica, memory: { ...memory, tickets, head: event.id } }
}

/** Lets a replica receive documents, straight to its disk as replication does. */
export const receive = (replica: Replica, documents: readonly TicketDocument[]): Replica => {
  const disk = { ...replica.disk, tickets: merged(replica.disk.tickets, documents) }
  if (replica.memory === replica.disk) return { ...replica, memory: disk, disk }
  const memory = { ...replica.memory, tickets: merged(replica.memory.tickets, documents) }
  return { ...replica, memory, disk }
}

/** Gives a part of what is safe on a replica, event by event, as a torn or late message would. */
export const partOf = (replica: Replica, share: number): readonly TicketDocument[] =>
  [...replica.disk.tickets.values()].map((document) => ({
    ...document,
    events: Object.fromEntries(
      entriesOf(document.events).filter(([id]) => id.charCodeAt(id.length - 1) % 8 <= share),
    ),
  }))

/** Gives the tickets of a replica that already have their creation. */
export const seenTickets = (tickets: Tickets): readonly Ticket[] =>
  [...tickets.values()].flatMap((document) => foldTicket(document) ?? [])

const merged = (tickets: Tickets, documents: readonly TicketDocument[]): Tickets => {
  const all = new Map(tickets)
  for (const document of documents) {
    const known = all.get(document.id)
    all.set(document.id, known === undefined ? document : mergeTickets(known, document))
  }
  return all
}

const documentOf = (id: TicketId, { id: eventId, event }: IdentifiedEvent): TicketDocument => ({
  id,
  tenantId: demo,
  events: { [eventId]: event },
})

const undoing = (ticket: Ticket, pick: number): EventData<'undone'> => {
  const target = ticket.history[pick % ticket.history.length] ?? anEvent('called', { at: hlc(0) })
  return { event: target.id }
}
