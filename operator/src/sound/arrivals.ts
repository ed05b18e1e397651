import { type Ticket, type TicketId } from '@totem/shared-schema'

/** What a look at the tickets found: who is new, and whom to remember for the next look. */
export interface Arrivals {
  readonly known: ReadonlySet<TicketId>
  readonly fresh: readonly Ticket[]
}

/**
 * Finds the tickets that came in since the last look and still wait. The first look finds none:
 * what was already there when the tablet woke up is no news.
 */
export const arrivalsSince = (
  known: ReadonlySet<TicketId> | undefined,
  tickets: readonly Ticket[],
): Arrivals => ({
  known: new Set(tickets.map(({ id }) => id)),
  fresh:
    known === undefined
      ? []
      : tickets.filter(({ id, service }) => !known.has(id) && service.kind === 'waiting'),
})
