import * as v from 'valibot'
import { Cents } from '../money/cents.ts'

/** Parses how much a studio risks on payments that a kiosk cannot see confirmed. */
export const RiskEnvelope = v.object({
  /** The most one ticket may cost. */
  perTicketCents: Cents,
  /** The most tickets whose payment is not known. */
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)),
  /** The most money in such tickets. */
  sumCents: Cents,
  /** For how long after the gateway was last heard, in minutes. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(7 * 24 * 60)),
})
/** How much a studio risks on payments that a kiosk cannot see confirmed. */
export type RiskEnvelope = v.InferOutput<typeof RiskEnvelope>

/** What a kiosk has at risk: tickets sold on a payment that nobody has confirmed yet. */
export interface RiskUse {
  readonly count: number
  readonly sumCents: number
}

/** Which limit of an envelope stands in the way. */
export type RiskLimit = 'price' | 'count' | 'sum' | 'minutes'

/** What a kiosk asks of its envelope: one more ticket, so long after the gateway was last heard. */
export interface RiskQuestion {
  readonly use: RiskUse
  readonly priceCents: Cents
  readonly silentMs: number
}

/** Gives the limit that one more ticket would break; `undefined` when it fits. */
export const brokenLimit = (
  envelope: RiskEnvelope,
  { use, priceCents, silentMs }: RiskQuestion,
): RiskLimit | undefined => {
  // A clock that was set back would make any silence short.
  if (silentMs > envelope.minutes * 60_000 || silentMs < -clockToleranceMs) return 'minutes'
  if (priceCents > envelope.perTicketCents) return 'price'
  if (use.count + 1 > envelope.count) return 'count'
  return use.sumCents + priceCents > envelope.sumCents ? 'sum' : undefined
}

/** How far a kiosk's clock may be behind the gateway's, in ms; more is a clock that nobody set. */
const clockToleranceMs = 5 * 60_000
