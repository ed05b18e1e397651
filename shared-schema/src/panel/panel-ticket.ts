import * as v from 'valibot'
import { ServiceCode, TicketId } from '../ids/ids.ts'
import { type Ticket } from '../ticket/fold.ts'
import { TicketNumber } from '../ticket/number.ts'
import { Hlc } from '../time/hlc.ts'

const statuses = ['waiting', 'called', 'in_service', 'finished', 'no_show', 'cancelled'] as const

/** Parses a ticket as a panel sees it: a number and where it stands. Nothing in it says who holds it. */
export const PanelTicket = v.object({
  id: TicketId,
  number: TicketNumber,
  service: ServiceCode,
  status: v.picklist(statuses),
  soldAt: Hlc,
  /** When it was last called or recalled; `null` before that. */
  calledAt: v.nullable(Hlc),
  /** The device (*aparelho*) its holder is sent to, once one was named. */
  slot: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
})
/** A ticket as a panel sees it. */
export type PanelTicket = v.InferOutput<typeof PanelTicket>

/** Gives of a ticket what may stand on a wall. */
export const panelTicketOf = (ticket: Ticket): PanelTicket => ({
  id: ticket.id,
  number: ticket.number,
  service: ticket.sale.service.code,
  status: ticket.service.kind,
  soldAt: ticket.soldAt,
  calledAt: lastCallOf(ticket)?.at ?? null,
  slot: slotOf(ticket),
})

/** Gives the device a ticket is sent to: where it is served, or where it was called to. */
export const slotOf = (ticket: Ticket): number | null => {
  const { service } = ticket
  if (service.kind === 'in_service') return service.slot
  if (service.kind !== 'called') return null
  const call = ticket.history.findLast(({ event }) => event.type === 'called')?.event
  return call?.type === 'called' ? (call.data.slot ?? null) : null
}

const lastCallOf = ({ history }: Ticket): Ticket['history'][number]['event'] | undefined =>
  history.findLast(({ event }) => event.type === 'called' || event.type === 'recalled')?.event
