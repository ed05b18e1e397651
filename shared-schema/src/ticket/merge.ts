import { type EventId } from '../ids/ids.ts'
import { type TicketDocument, type TicketEvent, type TicketEvents } from './event.ts'

/**
 * Merges the events of two copies of one ticket: the union. An id is the hash of what was signed,
 * so two bodies under one id differ in the signature at most; the smaller one stays, on every side.
 * Ids come out sorted: databases hash a document's text, and two gateways must write the same one.
 */
export const mergeEvents = (a: TicketEvents, b: TicketEvents): TicketEvents => {
  const merged = new Map<EventId, TicketEvent>(entriesOf(a))
  for (const [id, event] of entriesOf(b)) {
    const known = merged.get(id)
    if (known === undefined || event.sig < known.sig) merged.set(id, event)
  }
  return Object.fromEntries([...merged].toSorted(([x], [y]) => (x < y ? -1 : 1)))
}

/** Merges two copies of one ticket. */
export const mergeTickets = (a: TicketDocument, b: TicketDocument): TicketDocument => ({
  ...a,
  events: mergeEvents(a.events, b.events),
})

/** Gives the events that `mine` holds and `theirs` does not. */
export const eventsMissingIn = (theirs: TicketEvents, mine: TicketEvents): TicketEvents =>
  Object.fromEntries(entriesOf(mine).filter(([id]) => !Object.hasOwn(theirs, id)))

/** Says whether two copies hold the same events: all that matters about two copies of a ticket. */
export const haveSameEvents = (a: TicketEvents, b: TicketEvents): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.keys(a).every((id) => Object.hasOwn(b, id))

/** Lists events with their ids. */
export const entriesOf = (events: TicketEvents): readonly (readonly [EventId, TicketEvent])[] =>
  // `Object.entries` forgets that the keys are branded.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  Object.entries(events) as unknown as readonly (readonly [EventId, TicketEvent])[]
