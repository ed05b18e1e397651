import {
  type AcceptRequest,
  type CloseRequest,
  err,
  heldCents,
  heldMovements,
  nextHlc,
  ok,
  type OperatorId,
  type RefundRequest,
  type Result,
  signEvent,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'
import { isUnderWay } from '../documents/refund.ts'
import { type SettlementDocument, withState } from '../documents/settlement.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { askRefund, type RefundRefusal } from '../refunds/ask-refund.ts'
import { deskOfSettlement, type TenantDesk } from '../tenant-desk.ts'

/** Why an act of review is not done. */
export type ReviewRefusal =
  | RefundRefusal
  | 'unknown_ticket'
  /** Nothing about it waits for a manager now. */
  | 'not_in_review'
  | 'has_a_ticket'

/** How long an act asks the bank before it answers, in ms; the sweep does the rest. */
const bankMs = 3_000

/** What managers do about money. */
export interface ReviewActs {
  /** Takes exactly the money that was seen as the payment of a ticket. */
  readonly accept: (
    ticketId: TicketId,
    request: AcceptRequest & { readonly operator: OperatorId },
  ) => Promise<Result<void, ReviewRefusal>>
  /** Gives a movement of money back, whole or in part. */
  readonly refund: (
    settlement: string,
    request: RefundRequest & { readonly operator: OperatorId },
  ) => Promise<Result<void, ReviewRefusal>>
  /** Puts money without a ticket on one. */
  readonly link: (
    settlement: string,
    request: { readonly ticketId: TicketId; readonly operator: OperatorId },
  ) => Promise<Result<void, ReviewRefusal>>
  /** Stops asking about money without a ticket; it stays in the books, with the reason. */
  readonly close: (
    settlement: string,
    request: CloseRequest & { readonly operator: OperatorId },
  ) => Promise<Result<void, ReviewRefusal>>
}

type ReviewAct = 'accept' | 'refund' | 'link' | 'close'

/** Makes the acts of one tenant. */
export const createReviewActs = (world: PaymentsWorld, desk: TenantDesk): ReviewActs => {
  const { tenantId, tickets, settlements, settlementKey } = desk.tenant
  const soon = (): AbortSignal => AbortSignal.timeout(bankMs)
  const note = (act: ReviewAct, about: string, operator: OperatorId): void =>
    world.record({ kind: 'payment_review_decided', tenantId, operator, act, about })

  return {
    accept: async (ticketId, { held, operator, reason }) => {
      let refusal: ReviewRefusal | undefined
      const ticketNow = await tickets.append(ticketId, ({ ticket }) => {
        refusal = refusalToAccept(ticket, held)
        if (refusal !== undefined || ticket.payment.status === 'paid') return undefined
        return signEvent(
          { tenantId, ticketId },
          {
            type: 'payment_accepted',
            at: nextHlc(world.nowMs(), ticket.lastAt),
            by: { kind: 'gateway', key: settlementKey.publicKey },
            prev: null,
            data: { held, operator, ...(reason === undefined ? {} : { reason }) },
          },
          settlementKey.secretKey,
        )
      })
      if (ticketNow === undefined) return err('unknown_ticket')
      if (refusal !== undefined) return err(refusal)
      note('accept', ticketId, operator)
      return ok(undefined)
    },

    refund: async (id, { amountCents, committedCents, operator }) => {
      const {
        settling,
        tenant: { provider },
      } = deskOfSettlement(desk, id)
      let refusal: ReviewRefusal | undefined
      await settlements.decide(id, (current) => {
        const asked = askRefund(current, {
          amountCents,
          committedCents,
          operator,
          now: nextHlc(world.nowMs(), undefined),
          refundDays: provider.limits.refundDays,
          providerKey: provider.key,
        })
        refusal = asked.ok ? undefined : asked.error
        return asked.ok ? asked.value : undefined
      })
      if (refusal !== undefined) return err(refusal)
      note('refund', id, operator)
      await settling.attend(id, soon())
      return ok(undefined)
    },

    link: async (id, { ticketId, operator }) => {
      if ((await tickets.get(ticketId)) === undefined) return err('unknown_ticket')
      let refusal: ReviewRefusal | undefined
      await settlements.decide(id, (current) => {
        refusal = undefined
        if (current?.link?.ticketId === ticketId) return undefined
        if (current === undefined) refusal = 'unknown_money'
        else if (current.receiver !== 'ours') refusal = 'not_ours'
        else if (!isNobodys(current) || current.link !== null) refusal = 'has_a_ticket'
        else return withState({ ...current, link: { ticketId, operator } })
        return undefined
      })
      if (refusal !== undefined) return err(refusal)
      note('link', id, operator)
      await deskOfSettlement(desk, id).settling.attend(id, soon())
      return ok(undefined)
    },

    close: async (id, { reason, operator }) => {
      let refusal: ReviewRefusal | undefined
      await settlements.decide(id, (current) => {
        refusal = undefined
        if (current?.state === 'closed' || current?.state === 'given_back') return undefined
        if (current === undefined) refusal = 'unknown_money'
        else if (current.state !== 'unmatched' || current.link !== null) refusal = 'has_a_ticket'
        // Money that may be on its way out is followed to its end first.
        else if (Object.values(current.refunds).some(isUnderWay)) refusal = 'changed_meanwhile'
        else
          return withState({
            ...current,
            closed: { reason, operator, at: nextHlc(world.nowMs(), undefined) },
          })
        return undefined
      })
      if (refusal !== undefined) return err(refusal)
      note('close', id, operator)
      return ok(undefined)
    },
  }
}

/** Closed money may still be put on a ticket: somebody was too quick. */
const isNobodys = ({ state }: SettlementDocument): boolean =>
  state === 'unmatched' || state === 'closed'

const refusalToAccept = (
  { payment: { status, movements } }: Ticket,
  seen: AcceptRequest['held'],
): ReviewRefusal | undefined => {
  if (status !== 'review' && status !== 'paid') return 'not_in_review'
  const held = heldMovements(movements)
  const isSeen =
    held.length === seen.length &&
    held.every((movement) =>
      seen.some(({ movement: id, cents }) => id === movement.id && cents === heldCents(movement)),
    )
  return isSeen ? undefined : 'changed_meanwhile'
}
