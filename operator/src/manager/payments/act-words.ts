import { formatCents } from '@totem/shared-schema'
import { formatDay, formatTime } from '../../time/format-time.ts'
import { actTexts } from './payments.texts.ts'
import { type LinkTarget, type ReviewAct } from './review-acts.ts'

/** Tells a ticket from another of the same number: numbers begin anew each day. */
export const targetLabel = (
  { number, businessDay, soldAt, service }: LinkTarget,
  timeZone: string,
): string => `${number} (${formatDay(businessDay)} ${formatTime(soldAt, timeZone)}, ${service})`

/** Names an act on its button. */
export const actLabel = (act: ReviewAct, timeZone: string): string => {
  switch (act.kind) {
    case 'refund':
    case 'return_by_hand':
      return actTexts[act.kind].label(formatCents(act.amountCents))
    case 'link':
      return actTexts.link.label(targetLabel(act.target, timeZone))
    case 'accept':
    case 'release':
    case 'close':
      return actTexts[act.kind].label
  }
}

/** Says what an act does before it is done. */
export const actSentence = (act: ReviewAct, timeZone: string): string =>
  act.kind === 'link'
    ? actTexts.link.sentence(targetLabel(act.target, timeZone))
    : actTexts[act.kind].sentence

/** Says what was done, once it was. */
export const doneSentence = (act: ReviewAct): string => {
  switch (act.kind) {
    case 'refund':
    case 'return_by_hand':
      return actTexts[act.kind].done(formatCents(act.amountCents))
    case 'link':
      return actTexts.link.done(act.target.number)
    case 'accept':
    case 'release':
    case 'close':
      return actTexts[act.kind].done
  }
}
