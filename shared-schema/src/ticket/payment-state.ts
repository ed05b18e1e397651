import { type Cents } from '../money/cents.ts'
import { type KnownEvent } from './known-event.ts'

/** What is known about the money of a ticket: the value of `payment`. */
export type PaymentStatus = 'pending' | 'at_desk' | 'paid' | 'review' | 'refund_due' | 'refunded'

/** One movement of money towards a ticket, and how much of it was given back, in cents. */
export interface Movement {
  readonly id: string
  readonly amountCents: number
  readonly returnedCents: number
  /** Whether the matcher saw more wrong with it than its amount, which speaks for itself. */
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
  if (movements.length === 0)
    return facts.events.some(({ event }) => event.type === 'desk_chosen') ? 'at_desk' : 'pending'
  const held = heldMovements(movements)
  if (held.length === 0) return 'refunded'
  if (facts.cancelled) return 'refund_due'
  return isThePrice(held, facts.priceCents) || isAccepted(held, facts.events) ? 'paid' : 'review'
}

/** Gives the movements that did not go back whole. */
export const heldMovements = (movements: readonly Movement[]): readonly Movement[] =>
  movements.filter((movement) => !isGivenBack(movement))

/** Gives what of a movement is still here, in cents; less than nothing where too much went back. */
export const heldCents = ({ amountCents, returnedCents }: Movement): number =>
  amountCents - returnedCents

/**
 * Finds refunds by hand of more than was left of the money when they were noted: two managers gave the same cash
 * back, or one noted it twice. By time and id the earlier counts; what a bank did is a fact and comes before both.
 * A refund of money nobody has heard of yet is not judged.
 */
export const excessRefunds = (events: PaymentFacts['events']): ReadonlySet<string> => {
  const others = events.filter(({ event }) => event.type !== 'refunded_by_hand')
  const left = new Map(movementsOf(others).map((movement) => [movement.id, heldCents(movement)]))
  const excess = new Set<string>()
  for (const { id, event } of events.toSorted(inTime)) {
    const held = event.type === 'refunded_by_hand' ? left.get(event.data.of) : undefined
    if (event.type !== 'refunded_by_hand' || held === undefined) continue
    if (event.data.amountCents > held) excess.add(id)
    else left.set(event.data.of, held - event.data.amountCents)
  }
  return excess
}

type Entry = PaymentFacts['events'][number]

const inTime = (a: Entry, b: Entry): number => a.event.at - b.event.at || (a.id < b.id ? -1 : 1)

const isThePrice = (
  [only, ...more]: readonly Movement[],
  priceCents: PaymentFacts['priceCents'],
): boolean =>
  only !== undefined && more.length === 0 && !only.flagged && heldCents(only) === priceCents

/** Acceptance names every movement and what was left of it: money that moves afterwards is looked at anew. */
const isAccepted = (held: readonly Movement[], events: PaymentFacts['events']): boolean =>
  events.some(
    ({ event }) =>
      event.type === 'payment_accepted' &&
      event.data.held.length === held.length &&
      held.every((movement) =>
        event.data.held.some(
          (accepted) => accepted.movement === movement.id && accepted.cents === heldCents(movement),
        ),
      ),
  )

/** Reasons for review that only repeat what the amount says: once the difference went back, nothing is left of them. */
const amountReasons: readonly string[] = ['underpaid', 'overpaid']

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
        flagged:
          (known?.flagged ?? false) ||
          (event.type === 'payment_review' && !amountReasons.includes(event.data.reason)),
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
