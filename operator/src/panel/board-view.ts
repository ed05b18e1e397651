import {
  estimateWait,
  type PanelTicket,
  type TicketId,
  type WaitEstimate,
} from '@totem/shared-schema'
import { type PanelBoard } from '@totem/shared-schema/local-store'

/** A number that is being called, or was. */
export interface Call {
  readonly id: TicketId
  readonly number: string
  readonly service: string
  readonly color: string
  readonly slot: number | null
  /** In ms since 1970; a recall is a call of its own. */
  readonly calledAt: number
}

/** How long one would wait for a service. */
export interface ServiceWait {
  readonly code: string
  readonly name: string
  readonly color: string
  readonly waiting: number
  readonly wait: WaitEstimate
}

/** What the panel shows. */
export interface BoardView {
  /** Latest first. */
  readonly called: readonly Call[]
  readonly recent: readonly Call[]
  readonly waits: readonly ServiceWait[]
}

/** For a service that the catalogue no longer knows. */
const plainColor = '#00606b'

/** Calls of the past stay so long, in milliseconds, and so many of them. */
const recentMs = 2 * 60 * 60_000
const maxRecent = 6

/** Turns what the panel heard into what it shows. Pure. */
export const boardView = ({ services, tickets, figures }: PanelBoard, nowMs: number): BoardView => {
  const serviceByCode = new Map(services.map((service) => [service.id, service]))
  const callOf = (ticket: PanelTicket & { readonly calledAt: number }): Call => {
    const service = serviceByCode.get(ticket.service)
    return {
      id: ticket.id,
      number: ticket.number,
      service: service?.name ?? ticket.service,
      color: service?.color ?? plainColor,
      slot: ticket.slot,
      calledAt: ticket.calledAt,
    }
  }
  const calls = tickets.filter(wasCalled).toSorted((a, b) => b.calledAt - a.calledAt)
  return {
    called: calls.filter(({ status }) => status === 'called').map(callOf),
    recent: calls
      .filter(
        ({ status, calledAt }) =>
          (status === 'in_service' || status === 'finished') && nowMs - calledAt < recentMs,
      )
      .slice(0, maxRecent)
      .map(callOf),
    waits: (figures?.services ?? []).map((each) => {
      const service = serviceByCode.get(each.service)
      return {
        code: each.service,
        name: service?.name ?? each.service,
        color: service?.color ?? plainColor,
        waiting: each.waiting,
        wait: estimateWait(each, figures?.at ?? nowMs),
      }
    }),
  }
}

const wasCalled = (
  ticket: PanelTicket,
): ticket is PanelTicket & { readonly calledAt: NonNullable<PanelTicket['calledAt']> } =>
  ticket.calledAt !== null
