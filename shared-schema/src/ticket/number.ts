import * as v from 'valibot'
import { type KioskLetter } from '../ids/ids.ts'

/** Parses a number as printed and called: `A-017`. */
export const TicketNumber = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{1,2}-\d{3,5}$/),
  v.brand('TicketNumber'),
)
/** What a customer holds and staff call out: the kiosk's letter and its counter of the day. */
export type TicketNumber = v.InferOutput<typeof TicketNumber>

/** Prints a number; at least three digits, never reused, no modulo. */
export const ticketNumber = (letter: KioskLetter, counter: number): TicketNumber =>
  v.parse(TicketNumber, `${letter}-${String(counter).padStart(3, '0')}`)
