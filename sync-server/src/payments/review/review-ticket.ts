import {
  Cents,
  heldCents,
  heldMovements,
  type Movement,
  type ReviewCode,
  reviewCodes,
  type ReviewSuggestion,
  type Ticket,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { isUnderWay, type Refund } from '../documents/refund.ts'
import { settlementIdToRef } from '../documents/settlement.ts'

/** What is wrong with the money of a ticket, and what a manager might do. */
export interface TicketFinding {
  readonly reasons: readonly ReviewCode[]
  readonly suggestion: ReviewSuggestion
}

/** Refunds of a settlement by its id, which the ticket itself does not know while they are under way. */
export type RefundsOf = (settlement: string) => readonly Refund[]

/** Looks at the money of a ticket; `undefined` when nobody needs to. */
export const reviewTicket = (ticket: Ticket, refundsOf: RefundsOf): TicketFinding | undefined => {
  const { status, movements } = ticket.payment
  if (status !== 'review' && status !== 'refund_due') return undefined
  const held = inOrder(ticket, heldMovements(movements))
  const reasons = reasonsFor(ticket, held, refundsOf)
  return {
    reasons: reviewCodes.filter((code) => reasons.has(code)),
    suggestion: suggestionFor(ticket, held, reasons),
  }
}

/** A movement that is still here, and whether a bank brought it. */
interface Held {
  readonly movement: Movement
  readonly ref: string | undefined
  readonly flag: ReviewCode | undefined
}

/** What the ticket heard of a movement. */
interface Told {
  readonly id: string
  readonly at: number
  readonly flag: ReviewCode | undefined
}

/** The first came first: what the bank said, not what arrived here first. */
const inOrder = ({ history }: Ticket, movements: readonly Movement[]): readonly Held[] => {
  const events = history.flatMap(({ id, event }): readonly Told[] => {
    if (event.type === 'paid') return [{ id: event.data.settlement, at: event.at, flag: undefined }]
    if (event.type === 'paid_by_hand') return [{ id, at: event.at, flag: undefined }]
    if (event.type !== 'payment_review') return []
    const { settlement, reason } = event.data
    return [{ id: settlement, at: event.at, flag: reviewCodes.find((code) => code === reason) }]
  })
  const timeOf = (id: string): number => events.find((event) => event.id === id)?.at ?? 0
  return movements
    .map((movement) => ({
      movement,
      ref: settlementIdToRef(movement.id),
      flag: events.find(({ id, flag }) => id === movement.id && flag !== undefined)?.flag,
    }))
    .toSorted((a, b) => timeOf(a.movement.id) - timeOf(b.movement.id))
}

const reasonsFor = (
  { payment: { status }, sale }: Ticket,
  held: readonly Held[],
  refundsOf: RefundsOf,
): ReadonlySet<ReviewCode> => {
  const reasons = new Set<ReviewCode>()
  const byBank = held.filter(({ ref }) => ref !== undefined)
  const byHand = held.filter(({ ref }) => ref === undefined)
  const refunds = byBank.flatMap(({ movement }) => refundsOf(movement.id))
  const [only, ...more] = held
  if (status === 'refund_due') reasons.add('cancelled_then_paid')
  for (const { flag } of held) if (flag !== undefined) reasons.add(flag)
  if (byBank.length > 1) reasons.add('second_payment')
  if (byBank.length > 0 && byHand.length > 0) reasons.add('by_hand_and_bank')
  if (byHand.length > 1) reasons.add('by_hand_twice')
  if (held.some(({ movement }) => movement.returnedCents > 0)) reasons.add('partly_returned')
  if (refunds.some(isUnderWay)) reasons.add('refund_under_way')
  if (refunds.some((refund) => refund.status === 'failed')) reasons.add('refund_failed')
  if (
    only?.ref === undefined &&
    more.length === 0 &&
    only?.movement.amountCents !== sale.service.priceCents
  )
    reasons.add('wrong_by_hand')
  return reasons
}

const suggestionFor = (
  { payment: { status }, sale }: Ticket,
  held: readonly Held[],
  reasons: ReadonlySet<ReviewCode>,
): ReviewSuggestion => {
  const sum = held.reduce((total, { movement }) => total + heldCents(movement), 0)
  const tooMuch = sum - sale.service.priceCents
  if (reasons.has('refund_under_way')) return { act: 'wait' }
  if (reasons.has('other_key')) return { act: 'call_bank' }
  // The latest is the first to go back, and the bank's money goes with one tap.
  const byBank = held.filter(({ ref }) => ref !== undefined).toReversed()
  const byHand = held.filter(({ ref }) => ref === undefined).toReversed()
  const [next, ...others] = [...byBank, ...byHand]
  if (next === undefined) return { act: 'accept' }
  if (status === 'refund_due' || reasons.has('other_intent')) return giveBack(next)
  if (tooMuch === 0) return { act: 'accept' }
  if (tooMuch < 0) return { act: 'ask_rest', amountCents: v.parse(Cents, -tooMuch) }
  const exact = [next, ...others].find(({ movement }) => heldCents(movement) === tooMuch)
  const back = exact ?? next
  return giveBack(back, Math.min(tooMuch, heldCents(back.movement)))
}

const giveBack = (
  { movement, ref }: Held,
  amount: number = heldCents(movement),
): ReviewSuggestion => {
  const amountCents = v.parse(Cents, amount)
  return ref === undefined
    ? { act: 'return_by_hand', amountCents }
    : { act: 'refund', movement: ref, amountCents }
}
