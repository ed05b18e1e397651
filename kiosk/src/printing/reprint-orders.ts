import type { PrintOrder } from '@totem/printer'
import { type DeviceId, type Ticket } from '@totem/shared-schema'

/** How late a request may arrive and still come out by itself, in ms: tablets' clocks differ, and links drop. */
export const reprintFreshMs = 15 * 60_000

/**
 * Gives the orders that operators' requests ask for: one for each request on a ticket this kiosk sold. The same request gives the
 * same order however often it is seen. A late one keeps its age, so that it is offered instead of printed.
 */
export const reprintOrders = (
  tickets: readonly Ticket[],
  device: DeviceId,
  nowMs: number,
): readonly PrintOrder[] =>
  tickets
    .filter(({ soldBy }) => soldBy.kind === 'device' && soldBy.device === device)
    .flatMap(({ id, history }) =>
      history
        .filter(({ event }) => event.type === 'reprint_requested')
        .map(({ id: eventId, event }, index) => ({
          id: `r-${eventId}`,
          ticketId: id,
          copy: index + 1,
          orderedAt: nowMs - event.at <= reprintFreshMs ? nowMs : event.at,
        })),
    )
