import type { PrintJob } from '@totem/printer'
import { type EventData, type Ticket, type TicketId } from '@totem/shared-schema'

/** A print that came out and of which its ticket does not know yet. */
export interface UnnotedPrint {
  readonly ticketId: TicketId
  readonly data: EventData<'printed'>
}

/** Finds prints that came out and are not on their tickets, also those of before a crash. */
export const unnotedPrints = (
  jobs: readonly PrintJob[],
  ticketOf: (id: TicketId) => Ticket | undefined,
): readonly UnnotedPrint[] =>
  jobs.flatMap(({ order, state }) => {
    if (state.kind !== 'printed' || order.ticketId === null) return []
    const isNoted = ticketOf(order.ticketId)?.history.some(
      ({ event }) => event.type === 'printed' && event.data.job === order.id,
    )
    return isNoted === false
      ? [{ ticketId: order.ticketId, data: { job: order.id, copy: order.copy } }]
      : []
  })
