import * as v from 'valibot'
import { ServiceCode, TicketId } from '../ids/ids.ts'
import { Cents } from '../money/cents.ts'
import { maxPoolPerService, SignedOfflineTerms } from './offline-terms.ts'

/** The most charges of a kiosk that may be payable at once, whatever its price list holds. */
export const maxPool = 60

/** The most charges one request may ask for: a bank makes each of them by itself. */
export const maxPoolAsked = maxPoolPerService

/** For how long a charge made in advance may be paid, in seconds. */
export const poolSeconds = 7 * 24 * 60 * 60

const PoolTxid = v.pipe(v.string(), v.regex(/^[A-Z0-9]{28}$/))
const ShownTxid = v.pipe(v.string(), v.regex(/^[A-Z0-9]{25,28}$/))
const Txids = v.pipe(v.array(PoolTxid), v.maxLength(4 * maxPool))
const PriceCents = v.pipe(
  Cents,
  v.check((cents) => cents > 0),
)

/** Parses a charge a kiosk wants. The kiosk names it and writes the name down first: asking again is the same charge. */
export const PoolOrder = v.object({
  txid: PoolTxid,
  service: ServiceCode,
  amountCents: PriceCents,
})
/** A charge a kiosk wants to hold in advance. */
export type PoolOrder = v.InferOutput<typeof PoolOrder>

/** Parses a charge made in advance; `expiresAt` in ms since 1970. */
export const PoolCharge = v.object({
  ...PoolOrder.entries,
  brCode: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  expiresAt: v.pipe(v.number(), v.safeInteger()),
})
/** A charge made in advance. */
export type PoolCharge = v.InferOutput<typeof PoolCharge>

/** Parses the body of `POST /payments/pool`. */
export const PoolRequest = v.object({
  asked: v.pipe(v.array(PoolOrder), v.maxLength(maxPoolAsked)),
  /** Charges the kiosk holds and has shown to nobody. */
  held: Txids,
  /**
   * Charges the kiosk has shown to nobody and, by its ledger, never will: it sells at another price now, or they
   * are about to end. Only they are withdrawn.
   */
  retired: Txids,
  /** Charges shown with a ticket, until the gateway says that it knows. */
  shown: v.pipe(v.array(v.object({ txid: ShownTxid, ticketId: TicketId })), v.maxLength(200)),
})
/** What a kiosk says about the charges it holds in advance, and what it wants. */
export type PoolRequest = v.InferOutput<typeof PoolRequest>

/** Parses the answer of `POST /payments/pool`. An order that is in neither list is to be asked for again. */
export const PoolResponse = v.object({
  /** Made, now or when they were first asked for. */
  charges: v.array(PoolCharge),
  /** Nobody can pay them, or nobody made them: the kiosk forgets them. */
  gone: v.array(v.string()),
  /** Shown charges that now lead to their ticket. */
  bound: v.array(v.string()),
  terms: SignedOfflineTerms,
})
/** What the gateway makes of it. */
export type PoolResponse = v.InferOutput<typeof PoolResponse>
