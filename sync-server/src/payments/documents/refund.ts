import { Cents, Hlc, OperatorId, EventId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type RefundReport } from '../provider.ts'

/** Parses the name of a refund within its movement: API Pix 2.9 allows 35 letters and digits. */
export const RefundId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,35}$/))

/** Parses money on its way back, as it stands in its settlement. */
export const Refund = v.object({
  amountCents: Cents,
  /** `asked`: stored, and what the bank thinks of it is not known; the other three are the bank's word. */
  status: v.picklist(['asked', 'in_progress', 'done', 'failed']),
  /** Who asked; `null` when nobody here did: a bank returns money by itself too (MED). */
  askedBy: v.nullable(OperatorId),
  /** When it was asked for and, once the bank says so, when it settled; ms since 1970. */
  at: Hlc,
  /** The event that tells the ticket; `null` while none does. */
  event: v.nullable(EventId),
})
/** Money on its way back to a payer. */
export type Refund = v.InferOutput<typeof Refund>

/** How far each status is. Money that went back went back, whatever was said before. */
const ranks = { asked: 0, in_progress: 1, failed: 2, done: 3 } as const

/** Makes a refund of what a bank reports. */
export const reportedRefund = (report: RefundReport): Refund => ({
  amountCents: report.amountCents,
  status: report.status,
  askedBy: null,
  at: report.settledAt ?? report.requestedAt,
  event: null,
})

/** Joins what is known of a refund with another word about it: its status only moves forward. */
export const mergeRefund = (known: Refund | undefined, told: Refund): Refund => {
  if (known === undefined) return told
  const further = ranks[told.status] > ranks[known.status] ? told : known
  return {
    ...further,
    askedBy: known.askedBy ?? told.askedBy,
    event: known.event ?? told.event,
  }
}

/** Says whether a refund may still take money away. */
export const isUnderWay = ({ status }: Refund): boolean =>
  status === 'asked' || status === 'in_progress'
