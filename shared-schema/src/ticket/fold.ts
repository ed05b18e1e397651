import { type EventId, type TenantId, type TicketId } from '../ids/ids.ts'
import { type Hlc } from '../time/hlc.ts'
import { type Author, type TicketDocument, type TicketEvent, type TicketEvents } from './event.ts'
import { importedPaper } from './imported-paper.ts'
import { type CreatedData, type KnownEvent, readEvent } from './known-event.ts'
import { entriesOf } from './merge.ts'
import { ticketNumber, type TicketNumber } from './number.ts'
import { excessRefunds, foldPayment, type PaymentState } from './payment-state.ts'
import {
  applyServiceEvent,
  isServiceEventType,
  type ServiceEvent,
  type ServiceRefusal,
  type ServiceState,
} from './service-state.ts'
import { mayBeReleased } from './who-may-append.ts'

/** The version of the fold; derived fields in the database are stamped with it and made anew when it grows. */
export const foldVersion = 4

/** Why an event changes nothing. It stays in the map all the same. */
export type IgnoreReason =
  ServiceRefusal | 'unknown_type' | 'malformed' | 'undone' | 'second_created' | 'more_than_held'

/** A ticket as people see it, folded from its events. */
export interface Ticket {
  readonly id: TicketId
  readonly tenantId: TenantId
  readonly number: TicketNumber
  readonly sale: CreatedData
  readonly soldAt: Hlc
  readonly soldBy: Author
  readonly service: ServiceState
  readonly payment: PaymentState
  /** The latest time on the ticket, ignored events included: the next event comes after all of them. */
  readonly lastAt: Hlc
  /** Events that count, in the order in which they count. */
  readonly history: readonly IdentifiedKnownEvent[]
  readonly ignored: readonly { readonly id: EventId; readonly reason: IgnoreReason }[]
}

/** An event that the fold understands, with its id. */
export interface IdentifiedKnownEvent {
  readonly id: EventId
  readonly event: KnownEvent
}

/**
 * Folds a ticket from its events. Pure: any order, any duplication and any number of writers
 * give the same ticket. `undefined` while neither `created` nor paper that says the same has arrived.
 */
export const foldTicket = (document: TicketDocument): Ticket | undefined => {
  const ignored: { id: EventId; reason: IgnoreReason }[] = []
  const known = readAll(document, ignored)
  const voided = voidedBy(known)
  const counted: IdentifiedKnownEvent[] = []
  for (const entry of known)
    if (voided.has(entry.id)) ignored.push({ id: entry.id, reason: 'undone' })
    else counted.push(entry)

  const origin = originOf(document, counted)
  if (origin === undefined) return undefined

  const { sale, soldAt, soldBy, creation } = origin
  const excess = excessRefunds(counted)
  const history: IdentifiedKnownEvent[] = creation === undefined ? [] : [creation]
  let service: ServiceState = { kind: 'waiting', since: soldAt }
  for (const { id, event } of counted) {
    if (event.type === 'created') {
      if (id !== creation?.id) ignored.push({ id, reason: 'second_created' })
      continue
    }
    if (excess.has(id)) {
      ignored.push({ id, reason: 'more_than_held' })
      continue
    }
    if (isServiceEvent(event)) {
      const next = applyServiceEvent(service, event)
      if ('refused' in next) {
        ignored.push({ id, reason: next.refused })
        continue
      }
      service = next
    }
    history.push({ id, event })
  }
  return {
    id: document.id,
    tenantId: document.tenantId,
    number: ticketNumber(sale.letter, sale.counter),
    sale,
    soldAt,
    soldBy,
    service,
    payment: foldPayment({
      priceCents: sale.service.priceCents,
      cancelled: service.kind === 'cancelled',
      events: history,
    }),
    lastAt: entriesOf(document.events).reduce(
      (last, [, event]) => (event.at > last ? event.at : last),
      soldAt,
    ),
    history,
    ignored,
  }
}

/** What a ticket starts from. */
interface Origin extends Pick<Ticket, 'sale' | 'soldAt' | 'soldBy'> {
  readonly creation?: IdentifiedKnownEvent
}

/**
 * A ticket starts at its creation. Until that arrives (the kiosk is offline, or gone for good), it starts at the
 * kiosk's word on paper, which an operator imported: the same facts, signed by the same key, checked at admission.
 */
const originOf = (
  document: TicketDocument,
  counted: readonly IdentifiedKnownEvent[],
): Origin | undefined => {
  const creation = counted.find(isCreation)
  if (creation !== undefined) {
    const { data, at, by } = creation.event
    return { sale: data, soldAt: at, soldBy: by, creation }
  }
  for (const { event } of counted) {
    const paper = event.type === 'imported' ? importedPaper(document.id, event.data) : undefined
    if (paper !== undefined)
      return {
        sale: paper.sale,
        soldAt: paper.soldAt,
        soldBy: { kind: 'device', device: paper.owner },
      }
  }
  return undefined
}

/** Reads every event, in the order of (time, id); a released one counts as if it had never been refused. */
const readAll = (
  document: TicketDocument,
  ignored: { id: EventId; reason: IgnoreReason }[],
): readonly IdentifiedKnownEvent[] => {
  const known: IdentifiedKnownEvent[] = []
  const released = releasedIn(document.events)
  const entries = [...entriesOf(document.events), ...released].toSorted(
    ([idA, a], [idB, b]) => a.at - b.at || (idA < idB ? -1 : 1),
  )
  for (const [id, event] of entries) {
    const reading = readEvent(event)
    if (reading.kind !== 'known') ignored.push({ id, reason: reading.kind })
    else if (released.has(id) && !mayBeReleased(reading.event.type))
      ignored.push({ id, reason: 'malformed' })
    else known.push({ id, event: reading.event })
  }
  return known
}

/** Unwraps what the gateway released, each event once: two keys may have released it, or a device brought it again. */
const releasedIn = (events: TicketEvents): ReadonlyMap<EventId, TicketEvent> => {
  const released = new Map<EventId, TicketEvent>()
  for (const [, event] of entriesOf(events)) {
    const reading = event.type === 'released' ? readEvent(event) : undefined
    if (reading?.kind !== 'known' || reading.event.type !== 'released') continue
    const { id, event: wrapped } = reading.event.data
    if (!Object.hasOwn(events, id)) released.set(id, wrapped)
  }
  return released
}

/** Operators may take back what operators did to the service or the desk's money, never a gateway's word or an undo. */
const voidedBy = (known: readonly IdentifiedKnownEvent[]): ReadonlySet<EventId> => {
  const named = new Set(
    known.flatMap(({ event }) => (event.type === 'undone' ? [event.data.event] : [])),
  )
  return new Set(
    known
      .filter(
        ({ id, event }) => named.has(id) && event.by.kind === 'operator' && event.type !== 'undone',
      )
      .map(({ id }) => id),
  )
}

const isCreation = (
  entry: IdentifiedKnownEvent,
): entry is { readonly id: EventId; readonly event: Extract<KnownEvent, { type: 'created' }> } =>
  entry.event.type === 'created'

const isServiceEvent = (event: KnownEvent): event is ServiceEvent => isServiceEventType(event.type)
