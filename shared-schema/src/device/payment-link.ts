import * as v from 'valibot'
import { TicketId } from '../ids/ids.ts'
import { Cents } from '../money/cents.ts'

/** Parses the body of `POST /payments/link`: the same intent and attempt always give the same charge. */
export const PaymentLinkRequest = v.object({
  ticketId: TicketId,
  intent: v.pipe(v.string(), v.regex(/^[A-Z0-9]{25}$/)),
  attempt: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99)),
  amountCents: v.pipe(
    Cents,
    v.check((cents) => cents > 0),
  ),
  description: v.pipe(v.string(), v.maxLength(140)),
})
/** A kiosk that asks for a Pix charge. */
export type PaymentLinkRequest = v.InferOutput<typeof PaymentLinkRequest>

/** Parses the answer of `POST /payments/link`. */
export const PaymentLinkResponse = v.object({
  txid: v.string(),
  brCode: v.pipe(v.string(), v.maxLength(512)),
  amountCents: Cents,
  expiresAt: v.pipe(v.number(), v.safeInteger()),
})
/** A Pix charge to show: `brCode` is the *copia e cola* text, `expiresAt` in ms since 1970. */
export type PaymentLinkResponse = v.InferOutput<typeof PaymentLinkResponse>
