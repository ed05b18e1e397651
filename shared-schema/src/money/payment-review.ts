import * as v from 'valibot'
import { BusinessDay, OperatorId, TicketId } from '../ids/ids.ts'
import { Hlc } from '../time/hlc.ts'
import { Cents } from './cents.ts'

/** Parses the name of a movement of money in an address: provider and transaction, e.g. `pix~E9999…`. */
export const MovementRef = v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,20}~[A-Za-z0-9._-]{1,64}$/))

/** Why money waits for a manager: a code each, of which there may be several. */
export const reviewCodes = [
  'underpaid',
  'overpaid',
  'late',
  'other_intent',
  'other_key',
  'second_payment',
  'by_hand_and_bank',
  'by_hand_twice',
  'wrong_by_hand',
  'cancelled_then_paid',
  'partly_returned',
  'refund_under_way',
  'refund_failed',
  'no_txid',
  'unknown_txid',
  'ticket_missing',
  'ticket_in_quarantine',
] as const
/** Why money waits for a manager. */
export type ReviewCode = (typeof reviewCodes)[number]

/** Why a manager stops asking about money that lies on no ticket. */
export const closeReasons = [
  'returned_by_transfer',
  'not_a_sale',
  'bank_told',
  'booked_elsewhere',
] as const

/** Parses what a manager might do; nothing of it happens by itself. */
export const ReviewSuggestion = v.variant('act', [
  /** Take what is here as the payment: `POST /payments/review/{ticket}/accept`. */
  v.object({ act: v.literal('accept') }),
  /** Give money back by the bank: `POST /payments/review/{movement}/refund`. */
  v.object({ act: v.literal('refund'), movement: MovementRef, amountCents: Cents }),
  /** Give money back at the desk. */
  v.object({ act: v.literal('return_by_hand'), amountCents: Cents }),
  /** Ask the customer for what is missing, at the desk, and accept both then. */
  v.object({ act: v.literal('ask_rest'), amountCents: Cents }),
  /** Put it on a ticket that costs as much: `POST /payments/review/{movement}/link`. */
  v.object({ act: v.literal('link'), ticketId: TicketId }),
  /** Let the ticket in that waits in quarantine: `POST /quarantine/{entry}/release`. */
  v.object({ act: v.literal('release'), entry: v.string() }),
  /** Nothing yet: a kiosk is offline, or the bank has not answered. */
  v.object({ act: v.literal('wait') }),
  /** Money that is not in the studio's account cannot be given back from here. */
  v.object({ act: v.literal('call_bank') }),
])
/** What a manager might do. */
export type ReviewSuggestion = v.InferOutput<typeof ReviewSuggestion>

const ReviewRefund = v.object({
  refund: v.string(),
  amountCents: Cents,
  status: v.picklist(['asked', 'in_progress', 'done', 'failed']),
  askedBy: v.nullable(OperatorId),
  at: Hlc,
})

/** Parses one movement of money on a ticket under review. */
export const ReviewMovement = v.object({
  /** As acceptance names it: a settlement, or the event of a payment by hand. */
  movement: v.string(),
  /** As addresses name it; `null` for money that came by hand. */
  ref: v.nullable(MovementRef),
  amountCents: Cents,
  returnedCents: v.number(),
  heldCents: v.number(),
  refunds: v.array(ReviewRefund),
})
/** One movement of money on a ticket under review. */
export type ReviewMovement = v.InferOutput<typeof ReviewMovement>

const reasons = v.array(v.picklist(reviewCodes))

/** Parses one thing that waits for a manager: a ticket whose money does not add up, or money without a ticket. */
export const ReviewItem = v.variant('kind', [
  v.object({
    kind: v.literal('ticket'),
    id: TicketId,
    number: v.string(),
    businessDay: BusinessDay,
    service: v.string(),
    priceCents: Cents,
    payment: v.picklist(['review', 'refund_due']),
    movements: v.array(ReviewMovement),
    reasons,
    suggestion: ReviewSuggestion,
  }),
  v.object({
    kind: v.literal('money'),
    id: MovementRef,
    txid: v.nullable(v.string()),
    amountCents: Cents,
    heldCents: v.number(),
    settledAt: Hlc,
    refunds: v.array(ReviewRefund),
    /** Unpaid tickets of the same price, sold about then: for a person to choose from, never chosen alone. */
    candidates: v.array(
      v.object({
        ticketId: TicketId,
        number: v.string(),
        businessDay: BusinessDay,
        service: v.string(),
        soldAt: Hlc,
      }),
    ),
    /** Why nobody is asked about it any more; only in the list of what was closed. */
    closed: v.exactOptional(
      v.object({ reason: v.picklist(closeReasons), operator: OperatorId, at: Hlc }),
    ),
    reasons,
    suggestion: ReviewSuggestion,
  }),
])
/** One thing that waits for a manager. */
export type ReviewItem = v.InferOutput<typeof ReviewItem>

/** Parses the answer of `GET /payments/review`: tickets first, newest first; `isWhole` when nothing was left out. */
export const ReviewResponse = v.object({ items: v.array(ReviewItem), isWhole: v.boolean() })
/** The review inbox. */
export type ReviewResponse = v.InferOutput<typeof ReviewResponse>

/** Why a manager takes money as the payment although it does not add up. */
export const acceptReasons = ['checked', 'rest_received', 'forgiven', 'customer_agreed'] as const

/** Parses the body of `…/{ticket}/accept`: what the manager saw is here, movement by movement. */
export const AcceptRequest = v.object({
  held: v.pipe(
    v.array(
      v.object({ movement: v.string(), cents: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
    ),
    v.minLength(1),
    v.maxLength(50),
  ),
  reason: v.exactOptional(v.picklist(acceptReasons)),
})
/** A manager who takes what is here as the payment. */
export type AcceptRequest = v.InferOutput<typeof AcceptRequest>

/** Parses the body of `…/{movement}/refund`; `committedCents` is what the manager saw went back or is on its way. */
export const RefundRequest = v.object({
  amountCents: v.pipe(
    Cents,
    v.check((cents) => cents > 0),
  ),
  committedCents: Cents,
})
/** A manager who gives money back. */
export type RefundRequest = v.InferOutput<typeof RefundRequest>

/** Parses the body of `…/{movement}/link`. */
export const LinkRequest = v.object({ ticketId: TicketId })
/** A manager who says which ticket money belongs to. */
export type LinkRequest = v.InferOutput<typeof LinkRequest>

/** Parses the body of `…/{movement}/close`. */
export const CloseRequest = v.object({ reason: v.picklist(closeReasons) })
/** A manager who stops asking about money without a ticket. It is found again should its ticket still come. */
export type CloseRequest = v.InferOutput<typeof CloseRequest>

/** Parses the answer to an act of review: what still waits about the same ticket or money, `null` when nothing does. */
export const ReviewAnswer = v.object({ item: v.nullable(ReviewItem) })
/** What an act of review left. */
export type ReviewAnswer = v.InferOutput<typeof ReviewAnswer>
