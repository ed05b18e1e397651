import { type Cents, err, Hlc, ok, type Result } from '@totem/shared-schema'
import * as v from 'valibot'
import { type CashBook } from './cash-book.ts'
import { cashId } from './cash-document.ts'

/** Why cash is not taken for a charge. */
export type CashRefusal = 'unknown_charge' | 'withdrawn' | 'another_amount'

/** Writes down that cash came in for a charge, once; the same again changes nothing. */
export const receiveCash = async (
  book: CashBook,
  received: { readonly txid: string; readonly amountCents: Cents },
  nowMs: number,
): Promise<Result<void, CashRefusal>> => {
  const { document } = await book.decide(cashId(received.txid), (current) =>
    current?.state === 'waiting'
      ? {
          ...current,
          state: 'received',
          receivedCents: received.amountCents,
          receivedAt: v.parse(Hlc, nowMs),
          refunds: [],
        }
      : undefined,
  )
  if (document === undefined) return err('unknown_charge')
  if (document.state !== 'received') return err('withdrawn')
  return document.receivedCents === received.amountCents ? ok(undefined) : err('another_amount')
}
