import {
  Cents,
  closeReasons,
  EventId,
  Hlc,
  OperatorId,
  TenantId,
  TicketId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type ListedSettlement } from '../provider.ts'
import { isUnderWay, mergeRefund, Refund, RefundId, reportedRefund } from './refund.ts'

/** Why money on a ticket is not simply its payment; people decide then. */
export const reviewReasons = ['underpaid', 'overpaid', 'late', 'other_intent', 'other_key'] as const
/** Why money on a ticket is not simply its payment. */
export type ReviewReason = (typeof reviewReasons)[number]

/** What a movement of money means to its ticket. */
export type SettlementVerdict = 'paid' | ReviewReason

const facts = {
  type: v.literal('settlement'),
  tenantId: TenantId,
  provider: v.string(),
  transactionId: v.string(),
  /** `null` for money that came without one, such as a Pix to the bare key. */
  txid: v.nullable(v.string()),
  amountCents: Cents,
  settledAt: Hlc,
  receiver: v.picklist(['ours', 'other']),
  refunds: v.optional(v.record(RefundId, Refund), {}),
  /**
   * The ticket it is meant for, decided once and before that ticket hears of it: so it never lies on two.
   * `operator` is whoever said so where no txid told.
   */
  link: v.optional(
    v.nullable(v.object({ ticketId: TicketId, operator: v.nullable(OperatorId) })),
    null,
  ),
  /** A manager stopped asking whose it is. Should its ticket still come, it goes there all the same. */
  closed: v.exactOptional(
    v.object({ reason: v.picklist(closeReasons), operator: OperatorId, at: Hlc }),
  ),
}

const placed = {
  ticketId: TicketId,
  /** The event that tells the ticket. */
  event: EventId,
  verdict: v.picklist(['paid', ...reviewReasons]),
}

/** Parses the document `pay:{provider}:{transactionId}`. Its state says what is left to do, see {@link withState}. */
export const SettlementDocument = v.variant('state', [
  /** Its ticket, or even its charge, is not here yet. */
  v.object({ ...facts, state: v.literal('unmatched') }),
  /** It went back whole, and no ticket ever knew it. */
  v.object({ ...facts, state: v.literal('given_back') }),
  /** Nobody's, by a manager's word. */
  v.object({ ...facts, state: v.literal('closed') }),
  /** On its ticket, and money is going back, or the ticket has not heard of it. */
  v.object({ ...facts, ...placed, state: v.literal('returning') }),
  /** On its ticket; nothing is left to do. */
  v.object({ ...facts, ...placed, state: v.literal('matched') }),
])
/** One movement of money, there before anything else happens with it. */
export type SettlementDocument = v.InferOutput<typeof SettlementDocument>

/** A settlement that lies on a ticket. */
export type PlacedSettlement = Extract<SettlementDocument, { readonly ticketId: TicketId }>

/** Names a settlement in an address, where its id's colons cannot stand. */
export const settlementRef = ({
  provider,
  transactionId,
}: Pick<SettlementDocument, 'provider' | 'transactionId'>): string => `${provider}~${transactionId}`

/** Gives the id that a name in an address stands for. */
export const refToSettlementId = (ref: string): string => `pay:${ref.replace('~', ':')}`

/** Gives the name in an address of a settlement's id; `undefined` for what is none, such as money by hand. */
export const settlementIdToRef = (id: string): string | undefined =>
  id.startsWith('pay:') ? id.slice('pay:'.length).replace(':', '~') : undefined

/** Names a movement of money: the bank's own name makes it unique by construction. */
export const settlementId = ({
  provider,
  transactionId,
}: Pick<SettlementDocument, 'provider' | 'transactionId'>): string =>
  `pay:${provider}:${transactionId}`

/** Says whether a settlement lies on a ticket. */
export const isPlaced = (settlement: SettlementDocument): settlement is PlacedSettlement =>
  settlement.state === 'returning' || settlement.state === 'matched'

/**
 * Joins what is known of a movement with what the provider has just proven; `undefined` when that is nothing
 * new. The first telling stands, and refunds are merged by their id.
 */
export const recordProven = (
  known: SettlementDocument | undefined,
  { txid: told, refunds: reported, ...proven }: ListedSettlement,
  place: Pick<SettlementDocument, 'tenantId' | 'provider'>,
): SettlementDocument | undefined => {
  const txid = told ?? null
  const before: SettlementDocument = known ?? {
    type: 'settlement',
    ...place,
    ...proven,
    txid,
    refunds: {},
    link: null,
    state: 'unmatched',
  }
  const refunds = Object.fromEntries(reported.map((each) => [each.refundId, reportedRefund(each)]))
  const after = withState({
    ...before,
    txid: before.txid ?? txid,
    refunds: mergeRefunds(before.refunds, refunds),
  })
  return known !== undefined && JSON.stringify(after) === JSON.stringify(known) ? undefined : after
}

/** Merges two copies of a settlement that replication left; the first stands where both say the same thing. */
export const mergeSettlements = (
  a: SettlementDocument,
  b: SettlementDocument,
): SettlementDocument => {
  const further = !isPlaced(a) && isPlaced(b) ? b : a
  const closed = a.closed ?? b.closed
  return withState({
    ...further,
    ...(closed === undefined ? {} : { closed }),
    txid: a.txid ?? b.txid,
    link: a.link ?? b.link,
    refunds: mergeRefunds(a.refunds, b.refunds),
  })
}

/** Gives the settlement the state that follows from all else it holds. */
export const withState = (settlement: SettlementDocument): SettlementDocument => {
  const refunds = Object.values(settlement.refunds)
  const isMoving = refunds.some(isUnderWay)
  if (!isPlaced(settlement)) {
    const isBack = returnedCents(settlement) >= settlement.amountCents
    // Closed money that a manager put on a ticket is swept at once: a crash on the way must not leave it closed.
    const isClosed = settlement.closed !== undefined && settlement.link === null
    const settled = isBack ? 'given_back' : isClosed ? 'closed' : 'unmatched'
    return { ...settlement, state: isMoving ? 'unmatched' : settled }
  }
  const isUntold = refunds.some(({ status, event }) => status === 'done' && event === null)
  return { ...settlement, state: isMoving || isUntold ? 'returning' : 'matched' }
}

/** Gives how much of a settlement went back by the bank's word, in cents. */
export const returnedCents = ({ refunds }: Pick<SettlementDocument, 'refunds'>): number =>
  sumOf(Object.values(refunds).filter(({ status }) => status === 'done'))

/** Gives how much of a settlement went back or may be on its way, in cents. */
export const committedCents = ({ refunds }: Pick<SettlementDocument, 'refunds'>): number =>
  sumOf(Object.values(refunds).filter(({ status }) => status !== 'failed'))

/** Gives what of a settlement can still be given back, in cents. */
export const leftCents = (settlement: SettlementDocument): Cents =>
  v.parse(Cents, Math.max(0, settlement.amountCents - committedCents(settlement)))

const sumOf = (refunds: readonly Refund[]): number =>
  refunds.reduce((sum, { amountCents }) => sum + amountCents, 0)

/** Ids come out sorted: databases hash a document's text, and two gateways must write the same one. */
const mergeRefunds = (
  a: SettlementDocument['refunds'],
  b: SettlementDocument['refunds'],
): SettlementDocument['refunds'] => {
  const merged = new Map(Object.entries(a))
  for (const [id, refund] of Object.entries(b)) merged.set(id, mergeRefund(merged.get(id), refund))
  return Object.fromEntries([...merged].toSorted(([x], [y]) => (x < y ? -1 : 1)))
}
