import { type TicketPaper } from './ticket-paper.ts'

/** How long a finished ticket still belongs to the working window of a tablet, in milliseconds. */
export const tabletWindowMs = 7 * 24 * 60 * 60_000

/**
 * Says whether a ticket was sold before the working window: a tablet that does not hold it cannot tell that it was never
 * served, because finished tickets of that age are not given to it. `nowMs` is the tablet's clock (ms since 1970): one
 * that is ahead sends people to the manager too soon, one that is behind by days lets such paper pass.
 */
export const isOldPaper = ({ soldAt }: Pick<TicketPaper, 'soldAt'>, nowMs: number): boolean =>
  soldAt < nowMs - tabletWindowMs
