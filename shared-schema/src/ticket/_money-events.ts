import { anEvent, cents, plainData } from './_a-ticket.ts'
import { readEvent, type KnownEvent } from './known-event.ts'
import { type IdentifiedEvent } from './sign-event.ts'

/** Reads an event that this build understands. */
export const known = ({ id, event }: IdentifiedEvent): { id: string; event: KnownEvent } => {
  const reading = readEvent(event)
  if (reading.kind !== 'known') throw new Error(reading.kind)
  return { id, event: reading.event }
}

/** A Pix of E1, E2 … told by the gateway. */
export const pix = (settlement: string, amount: number): IdentifiedEvent =>
  anEvent('paid', {
    data: {
      ...plainData.paid,
      settlement: `pay:sicredi:${settlement}`,
      amountCents: cents(amount),
    },
  })
/** A Pix whose amount alone made the matcher call a person. */
export const wrongAmount = (
  settlement: string,
  amount: number,
  reason: 'underpaid' | 'overpaid',
): IdentifiedEvent =>
  anEvent('payment_review', {
    data: { settlement: `pay:sicredi:${settlement}`, amountCents: cents(amount), reason },
  })
/** A Pix that the matcher wants a person to look at. */
export const flagged = (settlement: string, amount: number): IdentifiedEvent =>
  anEvent('payment_review', {
    data: {
      settlement: `pay:sicredi:${settlement}`,
      amountCents: cents(amount),
      reason: 'wrong_amount',
    },
  })
/** A refund of a Pix by the bank. */
export const back = (settlement: string, refund: string, amount: number): IdentifiedEvent =>
  anEvent('refunded', {
    data: { settlement: `pay:sicredi:${settlement}`, refund, amountCents: cents(amount) },
  })
/** A manager's word that what is here is the payment: of each movement what is left of it. */
export const accepted = (...held: readonly (readonly [string, number])[]): IdentifiedEvent =>
  anEvent('payment_accepted', {
    data: {
      ...plainData.payment_accepted,
      held: held.map(([movement, amount]) => ({ movement, cents: amount })),
    },
  })
/** Money received at the desk. */
export const cash = (amount: number, at = 1): IdentifiedEvent =>
  anEvent('paid_by_hand', { at, data: { method: 'cash', amountCents: cents(amount) } })
/** Money given back at the desk. */
export const cashBack = (of: string, amount: number, at = 2): IdentifiedEvent =>
  anEvent('refunded_by_hand', { at, data: { of, amountCents: cents(amount), reason: 'gave_up' } })
