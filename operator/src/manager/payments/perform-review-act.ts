import {
  type acceptReasons,
  type closeReasons,
  ReviewAnswer,
  type ReviewItem,
} from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import * as v from 'valibot'
import { type Changing } from '../create-change.ts'
import { returnProblems } from './payments.texts.ts'
import { type ReviewAct } from './review-acts.ts'

/** Why a manager does what they do, where that is asked. */
export type ActReason = (typeof acceptReasons)[number] | (typeof closeReasons)[number]

/** What was left of an item after an act; `taken: false` when it was not done and the page says why. */
export type ActOutcome =
  { readonly taken: true; readonly item: ReviewItem | null | undefined } | { readonly taken: false }

/** Does an act of review; `item: undefined` means that the list has to be asked for. */
export const performReviewAct = async (
  { change, device }: { readonly change: Changing; readonly device: Pick<Device, 'append'> },
  act: ReviewAct,
  reason: ActReason | undefined,
): Promise<ActOutcome> => {
  if (act.kind === 'return_by_hand') {
    const { ticketId, of, amountCents } = act
    const data = { of, amountCents, reason: 'returned_at_desk' }
    const done = await device.append(ticketId, 'refunded_by_hand', data)
    if (done.ok) return { taken: true, item: undefined }
    change.setProblem(returnProblems[done.error.kind])
    return { taken: false }
  }
  if (act.kind === 'release') {
    const path = `/quarantine/${encodeURIComponent(act.entry)}/release`
    const done = await change.make({ method: 'POST', path }, v.unknown())
    return done === undefined ? { taken: false } : { taken: true, item: undefined }
  }
  const answer = await change.make({ method: 'POST', ...requestOf(act, reason) }, ReviewAnswer)
  return answer === undefined ? { taken: false } : { taken: true, item: answer.item }
}

type AskedAct = Exclude<ReviewAct, { readonly kind: 'return_by_hand' | 'release' }>

const requestOf = (
  act: AskedAct,
  reason: ActReason | undefined,
): { readonly path: string; readonly body: unknown } => {
  const path = (ref: string): string => `/payments/review/${encodeURIComponent(ref)}/${act.kind}`
  switch (act.kind) {
    case 'accept':
      return { path: path(act.ticketId), body: { held: act.held, reason } }
    case 'refund': {
      const { amountCents, committedCents } = act
      return { path: path(act.movement), body: { amountCents, committedCents } }
    }
    case 'link':
      return { path: path(act.movement), body: { ticketId: act.target.ticketId } }
    case 'close':
      return { path: path(act.movement), body: { reason } }
  }
}
