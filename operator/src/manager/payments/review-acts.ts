import {
  type AcceptRequest,
  Cents,
  type ReviewItem,
  type ReviewMovement,
  type TicketId,
} from '@totem/shared-schema'
import * as v from 'valibot'

/** A ticket that money is put on; day, time and service tell it from another day's of the same number. */
export type LinkTarget = Item<'money'>['candidates'][number]

/** Something a manager can do about money under review. */
export type ReviewAct =
  | { readonly kind: 'accept'; readonly ticketId: TicketId; readonly held: AcceptRequest['held'] }
  | {
      readonly kind: 'refund'
      readonly movement: string
      readonly amountCents: Cents
      /** What is seen to have gone back or to be on its way. */
      readonly committedCents: Cents
    }
  | {
      readonly kind: 'return_by_hand'
      readonly ticketId: TicketId
      readonly of: string
      readonly amountCents: Cents
    }
  | { readonly kind: 'link'; readonly movement: string; readonly target: LinkTarget }
  | { readonly kind: 'release'; readonly entry: string }
  | { readonly kind: 'close'; readonly movement: string }

type Item<K extends ReviewItem['kind']> = Extract<ReviewItem, { readonly kind: K }>

/** Gives what can be done about an item, what the gateway suggests first. Pure. */
export const reviewActs = (item: ReviewItem): readonly ReviewAct[] => {
  const acts = item.kind === 'ticket' ? ticketActs(item) : moneyActs(item)
  const first = acts.filter((act) => isSuggested(act, item))
  return [...first, ...acts.filter((act) => !first.includes(act))]
}

/** Says whether an act is what the gateway suggests. */
export const isSuggested = (act: ReviewAct, { suggestion }: ReviewItem): boolean => {
  if (act.kind !== suggestion.act) return false
  if (act.kind === 'refund' && suggestion.act === 'refund')
    return act.movement === suggestion.movement && act.amountCents === suggestion.amountCents
  if (act.kind === 'return_by_hand' && suggestion.act === 'return_by_hand')
    return act.amountCents === suggestion.amountCents
  return (
    act.kind !== 'link' || suggestion.act !== 'link' || act.target.ticketId === suggestion.ticketId
  )
}

const ticketActs = (item: Item<'ticket'>): readonly ReviewAct[] => {
  const { id: ticketId, movements, suggestion, payment } = item
  const held = movements.filter(({ heldCents }) => heldCents > 0)
  const refunds = movements.flatMap((movement): readonly ReviewAct[] => {
    const { ref } = movement
    const [committed, left] = [committedCents(movement), leftCents(movement)]
    if (ref === null || left === 0) return []
    const part =
      suggestion.act === 'refund' && suggestion.movement === ref ? suggestion.amountCents : left
    return [part, left]
      .filter((cents, index, all) => all.indexOf(cents) === index)
      .map((amountCents) => ({
        kind: 'refund',
        movement: ref,
        amountCents: v.parse(Cents, amountCents),
        committedCents: committed,
      }))
  })
  const byHand = held.flatMap(({ ref, movement, heldCents }): readonly ReviewAct[] =>
    ref === null
      ? [
          {
            kind: 'return_by_hand',
            ticketId,
            of: movement,
            amountCents: v.parse(
              Cents,
              suggestion.act === 'return_by_hand'
                ? Math.min(suggestion.amountCents, heldCents)
                : heldCents,
            ),
          },
        ]
      : [],
  )
  const isMoving = suggestion.act === 'wait'
  const accept: readonly ReviewAct[] =
    payment === 'review' && held.length > 0 && !isMoving
      ? [
          {
            kind: 'accept',
            ticketId,
            held: held.map(({ movement, heldCents: cents }) => ({ movement, cents })),
          },
        ]
      : []
  return [...accept, ...refunds, ...byHand]
}

const moneyActs = (item: Item<'money'>): readonly ReviewAct[] => {
  const { id: movement, suggestion, candidates, reasons, closed } = item
  const close: ReviewAct = { kind: 'close', movement }
  // What lies in another account can neither be given back nor become anybody's payment.
  if (reasons.includes('other_key')) return closed === undefined ? [close] : []
  if (reasons.includes('refund_under_way')) return []
  const left = leftCents(item)
  const release: readonly ReviewAct[] =
    suggestion.act === 'release' ? [{ kind: 'release', entry: suggestion.entry }] : []
  const refund: readonly ReviewAct[] =
    left === 0
      ? []
      : [{ kind: 'refund', movement, amountCents: left, committedCents: committedCents(item) }]
  const links = candidates.map((target): ReviewAct => ({ kind: 'link', movement, target }))
  if (closed !== undefined) return links
  return [...release, ...links, ...refund, close]
}

type Refunded = Pick<ReviewMovement, 'amountCents' | 'refunds'>

const committedCents = ({ refunds }: Refunded): Cents =>
  v.parse(
    Cents,
    refunds
      .filter(({ status }) => status !== 'failed')
      .reduce((sum, { amountCents }) => sum + amountCents, 0),
  )

const leftCents = (movement: Refunded): Cents =>
  v.parse(Cents, Math.max(0, movement.amountCents - committedCents(movement)))
