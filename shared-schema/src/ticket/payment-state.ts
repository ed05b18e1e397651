import { type Cents } from '../money/cents.ts'
import { type KnownEvent } from './known-event.ts'

/** What is known about the money of a ticket: the value of `payment`. */
export type PaymentStatus = 'pending' | 'at_desk' | 'paid' | 'review' | 'refund_due' | 'refunded'

/** One movement of money towards a ticket, and how much of it was given back, in cents. */
export interface Movement {
  readonly id: string
  readonly amountCents: number
  readonly returnedCents: number
  readonly flagged: boolean
}

/** What the fold hands to the money axis. */
export interface PaymentFacts {
  readonly priceCents: Cents
  readonly cancelled: boolean
  readonly events: readonly { readonly id: string; readonly event: KnownEvent }[]
}

/** The money of a ticket: its status and the movements behind it. */
export interface PaymentState {
  readonly status: PaymentStatus
  readonly movements: readonly Movement[]
}

/**
 * Folds the money of a ticket. The order of events plays no part: the result follows from the set of
 * distinct settlements and refunds alone, and money wins over cancellation (*refund due*, never lost).
 */
export const foldPayment = (facts: PaymentFacts): PaymentState => {
  const movements = movementsOf(facts.events)
  return { status: statusOf(facts, movements), movements }
}

const statusOf = (facts: PaymentFacts, movements: readonly Movement[]): PaymentStatus => {
  const open = movements.filter((movement) => !isGivenBack(movement))
  if (movements.length === 0)
    return facts.events.some(({ event }) => event.type === 'desk_chosen') ? 'at_desk' : 'pending'
  const [only, ...more] = open
  if (only === undefined) return 'refunded'
  if (facts.cancelled) return 'refund_due'
  const settles = more.length === 0 && !only.flagged && only.returnedCents === 0
  return settles && only.amountCents === facts.priceCents ? 'paid' : 'review'
}

/** A movement of nothing (a free session confirmed by hand) has nothing to give back. */
const isGivenBack = ({ amountCents, returnedCents }: Movement): boolean =>
  amountCents > 0 && returnedCents >= amountCents

const movementsOf = (events: PaymentFacts['events']): readonly Movement[] => {
  const received = new Map<string, { amountCents: number; flagged: boolean }>()
  const refunds = new Map<string, { of: string; amountCents: number }>()
  for (const { id, event } of events) {
    if (event.type === 'paid' || event.type === 'payment_review') {
      const known = received.get(event.data.settlement)
      received.set(event.data.settlement, {
        amountCents: Math.max(known?.amountCents ?? 0, event.data.amountCents),
        flagged: (known?.flagged ?? false) || event.type === 'payment_review',
      })
    } else if (event.type === 'paid_by_hand')
      received.set(id, { amountCents: event.data.amountCents, flagged: false })
    else if (event.type === 'refunded') {
      const key = `${event.data.settlement}#${event.data.refund}`
      refunds.set(key, {
        of: event.data.settlement,
        amountCents: Math.max(refunds.get(key)?.amountCents ?? 0, event.data.amountCents),
      })
    } else if (event.type === 'refunded_by_hand')
      refunds.set(id, { of: event.data.of, amountCents: event.data.amountCents })
  }
  return [...received]
    .map(([id, movement]) => ({
      id,
      ...movement,
      returnedCents: [...refunds.values()]
        .filter((refund) => refund.of === id)
        .reduce((sum, refund) => sum + refund.amountCents, 0),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
