import {
  estimateWait,
  type ServiceCode,
  type Ticket,
  type WaitEstimate,
} from '@totem/shared-schema'
import { type HeardFigures } from './create-queue-figures.ts'

/** What the kiosk can say about the queue of one service. */
export type QueueLine =
  /** Nothing was ever heard, or too long ago to mean anything. */
  | { readonly kind: 'unknown' }
  /** Heard a while ago: how many waited then, and how many minutes ago that was. */
  | { readonly kind: 'old'; readonly waiting: number; readonly minutesAgo: number }
  | WaitEstimate

/** Up to which age, in ms, figures count as those of now. */
const freshMs = 2 * 60_000
/** From which age, in ms, figures say nothing any more. */
const uselessMs = 60 * 60_000

/**
 * Says what is known about the wait for a service. Own sales which the gateway has not counted are added;
 * figures are never made to look younger than they are. Pure.
 */
export const queueLineOf = (
  service: ServiceCode,
  heard: HeardFigures | undefined,
  now: { readonly nowMs: number; readonly ownTickets: readonly Ticket[] },
): QueueLine => {
  const figures = heard?.figures.services.find((each) => each.service === service)
  if (heard === undefined || figures === undefined) return { kind: 'unknown' }
  const ageMs = Math.max(0, now.nowMs - heard.heardAt)
  if (ageMs >= uselessMs) return { kind: 'unknown' }
  const soldSince = now.ownTickets.filter(
    (ticket) =>
      ticket.sale.service.code === service &&
      ticket.soldAt > heard.heardAt &&
      ticket.service.kind === 'waiting',
  ).length
  const waiting = figures.waiting + soldSince
  if (ageMs >= freshMs) return { kind: 'old', waiting, minutesAgo: Math.floor(ageMs / 60_000) }
  // The gateway's clock is the studio's: a kiosk whose own clock is wrong tells the right times too.
  return estimateWait({ ...figures, waiting }, heard.figures.at + ageMs)
}
