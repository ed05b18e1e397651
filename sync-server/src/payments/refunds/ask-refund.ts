import { err, ok, type Cents, type Hlc, type OperatorId, type Result } from '@totem/shared-schema'
import { type Refund } from '../documents/refund.ts'
import {
  committedCents,
  leftCents,
  type SettlementDocument,
  withState,
} from '../documents/settlement.ts'

/** Why money is not given back. */
export type RefundRefusal =
  | 'unknown_money'
  /** It is in another account. */
  | 'not_ours'
  | 'too_old'
  | 'too_much'
  /** More went back, or is on its way, than whoever asks has seen. */
  | 'changed_meanwhile'
  | 'other_provider'

/** What somebody wants to give back. */
export interface RefundWish {
  readonly amountCents: Cents
  readonly committedCents: Cents
  readonly operator: OperatorId
  readonly now: Hlc
  /** Days after its settlement during which a movement can be given back. */
  readonly refundDays: number
  readonly providerKey: string
}

const dayMs = 24 * 60 * 60_000

/**
 * Writes a refund into its settlement, named and before any bank hears of it. One document holds all refunds
 * of a movement, so two managers at once never give back more than came.
 */
export const askRefund = (
  settlement: SettlementDocument | undefined,
  wish: RefundWish,
): Result<SettlementDocument, RefundRefusal> => {
  if (settlement === undefined) return err('unknown_money')
  if (settlement.receiver !== 'ours') return err('not_ours')
  if (settlement.provider !== wish.providerKey) return err('other_provider')
  if (wish.now > settlement.settledAt + wish.refundDays * dayMs) return err('too_old')
  if (committedCents(settlement) !== wish.committedCents) return err('changed_meanwhile')
  if (wish.amountCents > leftCents(settlement)) return err('too_much')
  const refund: Refund = {
    amountCents: wish.amountCents,
    status: 'asked',
    askedBy: wish.operator,
    at: wish.now,
    event: null,
  }
  const refunds = { ...settlement.refunds, [nextRefundId(settlement)]: refund }
  return ok(withState({ ...settlement, refunds }))
}

/** Refund ids are unique within their movement (API Pix 2.9 `devolucao`): a count is enough. */
const nextRefundId = ({ refunds }: SettlementDocument): string => {
  const taken = new Set(Object.keys(refunds))
  let count = taken.size + 1
  while (taken.has(refundIdOf(count))) count += 1
  return refundIdOf(count)
}

const refundIdOf = (count: number): string => `R${String(count).padStart(2, '0')}`
