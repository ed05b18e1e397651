import { type ReviewCode, type ReviewSuggestion, type TicketId } from '@totem/shared-schema'
import { isUnderWay } from '../documents/refund.ts'
import { leftCents, settlementRef, type SettlementDocument } from '../documents/settlement.ts'
import { type QuarantinedTicket } from '../tickets/ticket-ledger.ts'

/** What was found about money that lies on no ticket. */
export interface MoneyFacts {
  readonly settlement: SettlementDocument
  /** Whether a charge or an intent of ours leads to a ticket that is not here. */
  readonly isAwaited: boolean
  readonly quarantined: QuarantinedTicket | undefined
  /** Unpaid tickets of the same price, the likeliest first. */
  readonly candidates: readonly { readonly id: TicketId }[]
  readonly nowMs: number
}

/** What is wrong with money that lies on no ticket, and what a manager might do. */
export interface MoneyFinding {
  readonly reasons: readonly ReviewCode[]
  readonly suggestion: ReviewSuggestion
}

/** A kiosk that was offline is back within a day, in ms; after that nobody waits for its ticket. */
const patienceMs = 24 * 60 * 60_000

/** Looks at money that lies on no ticket. Its ticket is never guessed: a person links it or gives it back. */
export const reviewMoney = (facts: MoneyFacts): MoneyFinding => {
  const { settlement } = facts
  const refunds = Object.values(settlement.refunds)
  const moving = refunds.some(isUnderWay)
  const failed = refunds.some(({ status }) => status === 'failed')
  const where = whereabouts(facts)
  return {
    reasons: [
      ...(settlement.receiver === 'other' ? (['other_key'] as const) : []),
      ...(moving ? (['refund_under_way'] as const) : []),
      ...(failed ? (['refund_failed'] as const) : []),
      where,
    ],
    suggestion: moving ? { act: 'wait' } : suggestionFor(facts, where),
  }
}

type Whereabouts = Extract<
  ReviewCode,
  'no_txid' | 'unknown_txid' | 'ticket_missing' | 'ticket_in_quarantine'
>

const whereabouts = ({ settlement, isAwaited, quarantined }: MoneyFacts): Whereabouts => {
  if (quarantined !== undefined) return 'ticket_in_quarantine'
  if (isAwaited) return 'ticket_missing'
  return settlement.txid === null ? 'no_txid' : 'unknown_txid'
}

const suggestionFor = (facts: MoneyFacts, where: Whereabouts): ReviewSuggestion => {
  const { settlement, quarantined, candidates, nowMs } = facts
  if (settlement.receiver === 'other') return { act: 'call_bank' }
  if (quarantined !== undefined) return { act: 'release', entry: quarantined.entry }
  if (where === 'ticket_missing' && nowMs - settlement.settledAt < patienceMs)
    return { act: 'wait' }
  const [likeliest] = candidates
  if (likeliest !== undefined) return { act: 'link', ticketId: likeliest.id }
  return {
    act: 'refund',
    movement: settlementRef(settlement),
    amountCents: leftCents(settlement),
  }
}
