import {
  Cents,
  heldCents,
  type ReviewItem,
  type ReviewMovement,
  type ReviewResponse,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { chargeId } from '../documents/charge.ts'
import { type Refund } from '../documents/refund.ts'
import {
  isPlaced,
  returnedCents,
  settlementIdToRef,
  settlementRef,
  type SettlementDocument,
} from '../documents/settlement.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { reviewMoney } from './review-money.ts'
import { reviewTicket } from './review-ticket.ts'

/** So many tickets of each kind and so much money without a ticket are shown at once. */
const most = 100

/** How far from a payment a ticket may have been sold to be suggested for it, in ms, before and after. */
const nearMs = 12 * 60 * 60_000

/** So many tickets are suggested for money without one. */
const mostCandidates = 5

type Finder = Pick<PaymentsWorld, 'nowMs'>

/** Lists what waits for a manager. Nothing is kept for it: it follows from tickets and settlements alone. */
export const reviewInbox = async (
  world: Finder,
  tenant: TenantPayments,
): Promise<ReviewResponse> => {
  const [tickets, unmatched] = await Promise.all([
    tenant.tickets.inTrouble(most),
    tenant.settlements.idsIn('unmatched'),
  ])
  const items: ReviewItem[] = []
  for (const ticket of tickets) {
    const item = await ticketItem(tenant, ticket)
    if (item !== undefined) items.push(item)
  }
  for (const id of unmatched.slice(0, most)) {
    const item = await moneyItem(world, tenant, await tenant.settlements.get(id))
    if (item !== undefined) items.push(item)
  }
  const isWhole = tickets.length < most && unmatched.length <= most
  return { items, isWhole }
}

/** Lists money that a manager stopped asking about, the last closed first: what was closed by mistake is linked from here. */
export const reviewClosed = async (
  world: Finder,
  tenant: TenantPayments,
): Promise<ReviewResponse> => {
  const ids = await tenant.settlements.idsIn('closed')
  const closed = (await Promise.all(ids.map((id) => tenant.settlements.get(id))))
    .filter((settlement) => settlement?.state === 'closed')
    .toSorted((a, b) => (b.closed?.at ?? 0) - (a.closed?.at ?? 0))
  const items: ReviewItem[] = []
  for (const settlement of closed.slice(0, most)) {
    const item = await foundMoney(world, tenant, settlement)
    if (item !== undefined) items.push(item)
  }
  return { items, isWhole: closed.length <= most }
}

/** Gives what waits about one ticket or one settlement; `undefined` when nothing does. */
export const reviewItem = async (
  world: Finder,
  tenant: TenantPayments,
  about: { readonly ticketId: TicketId } | { readonly settlement: string },
): Promise<ReviewItem | undefined> => {
  if ('ticketId' in about) return ticketItem(tenant, await tenant.tickets.get(about.ticketId))
  const settlement = await tenant.settlements.get(about.settlement)
  return settlement !== undefined && isPlaced(settlement)
    ? ticketItem(tenant, await tenant.tickets.get(settlement.ticketId))
    : moneyItem(world, tenant, settlement)
}

const ticketItem = async (
  { settlements }: TenantPayments,
  ticket: Ticket | undefined,
): Promise<ReviewItem | undefined> => {
  if (ticket === undefined) return undefined
  const { sale, payment } = ticket
  const refunds = new Map<string, SettlementDocument['refunds']>()
  for (const { id } of payment.movements)
    if (settlementIdToRef(id) !== undefined)
      refunds.set(id, (await settlements.get(id))?.refunds ?? {})
  const refundsOf = (id: string): readonly Refund[] => Object.values(refunds.get(id) ?? {})
  const finding = reviewTicket(ticket, refundsOf)
  if (finding === undefined || (payment.status !== 'review' && payment.status !== 'refund_due'))
    return undefined
  return {
    kind: 'ticket',
    id: ticket.id,
    number: ticket.number,
    businessDay: sale.businessDay,
    service: sale.service.name,
    priceCents: sale.service.priceCents,
    payment: payment.status,
    movements: payment.movements.map((movement): ReviewMovement => ({
      movement: movement.id,
      ref: settlementIdToRef(movement.id) ?? null,
      amountCents: v.parse(Cents, movement.amountCents),
      returnedCents: movement.returnedCents,
      heldCents: heldCents(movement),
      refunds: shownRefunds(refunds.get(movement.id) ?? {}),
    })),
    reasons: [...finding.reasons],
    suggestion: finding.suggestion,
  }
}

const moneyItem = async (
  world: Finder,
  tenant: TenantPayments,
  settlement: SettlementDocument | undefined,
): Promise<ReviewItem | undefined> =>
  settlement?.state === 'unmatched' ? foundMoney(world, tenant, settlement) : undefined

const foundMoney = async (
  { nowMs }: Finder,
  tenant: TenantPayments,
  settlement: SettlementDocument | undefined,
): Promise<ReviewItem | undefined> => {
  if (settlement === undefined) return undefined
  const { txid, settledAt, amountCents, link, closed, state } = settlement
  const charge = txid === null ? undefined : await tenant.charges.get(chargeId({ txid }))
  const ticketId = link?.ticketId ?? charge?.ticketId ?? null
  const quarantined = await tenant.tickets.inQuarantine({ ticketId, txid })
  const near = await tenant.tickets.unpaid({
    priceCents: amountCents,
    fromMs: settledAt - nearMs,
    toMs: settledAt + nearMs,
  })
  const distance = ({ soldAt }: Ticket): number => Math.abs(soldAt - settledAt)
  const candidates = near.toSorted((a, b) => distance(a) - distance(b)).slice(0, mostCandidates)
  const { reasons, suggestion } = reviewMoney({
    settlement,
    isAwaited: charge !== undefined || link !== null,
    quarantined,
    candidates,
    nowMs: nowMs(),
  })
  return {
    kind: 'money',
    id: settlementRef(settlement),
    txid,
    amountCents,
    heldCents: amountCents - returnedCents(settlement),
    settledAt,
    refunds: shownRefunds(settlement.refunds),
    candidates: candidates.map(({ id, number, soldAt, sale }) => ({
      ticketId: id,
      number,
      businessDay: sale.businessDay,
      service: sale.service.name,
      soldAt,
    })),
    ...(state === 'closed' && closed !== undefined ? { closed } : {}),
    reasons: [...reasons],
    suggestion,
  }
}

const shownRefunds = (refunds: SettlementDocument['refunds']): ReviewMovement['refunds'] =>
  Object.entries(refunds).map(([refund, { event, ...facts }]) => ({ refund, ...facts }))
