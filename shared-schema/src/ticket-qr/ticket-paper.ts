import * as v from 'valibot'
import { DeviceId, TicketId } from '../ids/ids.ts'
import { isOwnedBy } from '../ids/make-ids.ts'
import { CreatedData } from '../ticket/known-event.ts'
import { type PaymentStatus } from '../ticket/payment-state.ts'
import { Hlc } from '../time/hlc.ts'

/** Every payment status, in the order in which paper numbers them: new ones are appended, none moves. */
export const paperPayments = [
  'pending',
  'at_desk',
  'paid',
  'review',
  'refund_due',
  'refunded',
] as const satisfies readonly PaymentStatus[]

/** Parses what a ticket's QR code says. */
export const TicketPaper = v.pipe(
  v.object({
    ticketId: TicketId,
    /** The kiosk that sold the ticket and signed the paper. */
    owner: DeviceId,
    soldAt: Hlc,
    /** The facts of the sale. A long service name is cut to what fits. */
    sale: CreatedData,
    /** What the kiosk knew about the money when it printed. */
    payment: v.picklist(paperPayments),
    /** When that was: `soldAt` and whole minutes. */
    asOf: Hlc,
    /** The Pix charge that was shown last. */
    txid: v.nullable(v.pipe(v.string(), v.regex(/^[a-zA-Z0-9]{1,35}$/))),
  }),
  v.check(({ ticketId, owner }) => isOwnedBy(ticketId, owner)),
)
/** What a ticket's QR code says: the sale and the state of its payment at the time of printing. Nothing personal. */
export type TicketPaper = v.InferOutput<typeof TicketPaper>
