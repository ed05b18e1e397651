import { type EventId, type Result, type Ticket, type TicketId } from '@totem/shared-schema'

/** What devices have promised to keep: every event of every act that resolved well. */
export interface Witness {
  /** Notes the ticket that an act gave back; a refused act promised nothing. */
  readonly hear: (outcome: Result<Ticket, unknown>) => void
  /** Event ids by ticket. */
  readonly promised: ReadonlyMap<TicketId, ReadonlySet<EventId>>
}

/** Makes a witness who has heard nothing yet. */
export const createWitness = (): Witness => {
  const promised = new Map<TicketId, Set<EventId>>()
  return {
    promised,
    hear: (outcome) => {
      if (!outcome.ok) return
      const known = promised.get(outcome.value.id) ?? new Set()
      for (const id of eventIdsOf(outcome.value)) known.add(id)
      promised.set(outcome.value.id, known)
    },
  }
}

/** Gives the ids of all events of a folded ticket, ignored ones included. */
export const eventIdsOf = ({ history, ignored }: Ticket): readonly EventId[] =>
  [...history, ...ignored].map(({ id }) => id)
