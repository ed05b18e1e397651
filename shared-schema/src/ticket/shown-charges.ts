import { isOwnedBy } from '../ids/make-ids.ts'
import { type EventData } from './known-event.ts'
import { type Ticket } from './fold.ts'

/** A charge that was shown on a kiosk, and how the kiosk came by it. */
export type ShownCharge = EventData<'charge_shown'>

/** Gives the charges that a ticket's own kiosk showed for it, in the order of their showing. */
export const shownCharges = ({
  id,
  history,
}: Pick<Ticket, 'id' | 'history'>): readonly ShownCharge[] =>
  history.flatMap(({ event }) =>
    event.type === 'charge_shown' && event.by.kind === 'device' && isOwnedBy(id, event.by.device)
      ? [event.data]
      : [],
  )

/** Says whether a ticket was sold on a Pix that its kiosk could not see confirmed. */
export const isSoldOnTrust = (ticket: Pick<Ticket, 'id' | 'history'>): boolean =>
  shownCharges(ticket).some(({ tier }) => tier !== 'dynamic')
