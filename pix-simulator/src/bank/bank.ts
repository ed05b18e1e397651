import { type Result, err, ok } from '@totem/shared-schema'
import { type Charge, type ChargeTerms, type PixKey } from '../charge/charge.ts'
import {
  type ChargeEvent,
  type ChargeRefusal,
  transitionCharge,
} from '../charge/charge-transition.ts'
import { type EndToEndId, makeEndToEndId, makeReturnId } from '../charge/end-to-end-id.ts'
import { type Txid, makeTxid } from '../charge/txid.ts'
import { type Journal } from '../journal/journal.ts'
import { type RandomBytes, randomHex } from '../random.ts'
import {
  judgeRefund,
  type Refund,
  type RefundId,
  type RefundOrder,
  type RefundRefusal,
} from '../refund/refund.ts'
import { type JournalEntry, type Pix } from './journal-entry.ts'
import { type Ledger, createLedger } from './ledger.ts'

/** What a bank needs from the world. */
export interface BankDeps {
  readonly nowMs: () => number
  readonly randomBytes: RandomBytes
  readonly journal: Journal
  /** Host name at the front of every location, e.g. `pix.example.com`. */
  readonly locationHost: string
}

/** Why the bank does not do what was asked. */
export type BankRefusal = ChargeRefusal | { readonly kind: 'unknown_charge' }

/** The receiver's bank: charges, Pix received, webhooks. Whatever it returns is already in the journal. */
export interface Bank {
  readonly ledger: Omit<Ledger, 'apply'>
  /** Creates the charge, or revises it when the txid is known: safe to repeat after a time-out. */
  readonly putCharge: (txid: Txid, terms: ChargeTerms) => Result<Charge, ChargeRefusal>
  /** Creates a charge under a txid of the bank's choice. */
  readonly createCharge: (terms: ChargeTerms) => Charge
  /** Changes the terms of an active charge. */
  readonly reviseCharge: (
    txid: Txid,
    change: (terms: ChargeTerms) => ChargeTerms,
  ) => Result<Charge, BankRefusal>
  /** Withdraws an active charge. */
  readonly removeCharge: (txid: Txid) => Result<Charge, BankRefusal>
  /** Receives the exact amount of an active charge that has not expired. */
  readonly receivePix: (txid: Txid) => Result<Pix, BankRefusal>
  /** Receives a Pix that breaks a charge's rules or belongs to none: by mistake it may come in. */
  readonly receiveStray: (pix: Pick<Pix, 'txid' | 'pixKey' | 'amountCents'>) => Pix
  /** Takes a refund on; it is carried out later. */
  readonly askRefund: (
    endToEndId: EndToEndId,
    asked: Pick<RefundOrder, 'id' | 'amountCents' | 'nature'>,
  ) => Result<Refund, RefundRefusal | { readonly kind: 'unknown_pix' }>
  /** Brings a refund to its end. */
  readonly settleRefund: (
    endToEndId: EndToEndId,
    refundId: RefundId,
    outcome: 'done' | 'failed',
  ) => void
  /** Registers the one webhook of a Pix key; replaces another silently, as the API does. */
  readonly setWebhook: (pixKey: PixKey, url: string) => void
  /** Forgets the webhook of a Pix key; tells whether there was one. */
  readonly removeWebhook: (pixKey: PixKey) => boolean
  /** Remembers that nothing more is to be sent about a Pix. */
  readonly closeCallback: (pix: Pix, outcome: 'delivered' | 'given_up') => void
}

/** Opens the bank on what its journal remembers. */
export const createBank = ({ nowMs, randomBytes, journal, locationHost }: BankDeps): Bank => {
  const ledger = createLedger()
  for (const entry of journal.recovered) ledger.apply(entry)

  // The journal comes first: a full disk must not leave a charge that a restart would forget.
  const record = (entry: JournalEntry): void => {
    journal.append(entry)
    ledger.apply(entry)
  }

  const charge = (txid: Txid): Charge => {
    const found = ledger.charges.get(txid)
    if (found === undefined) throw new Error(`Charge ${txid} was recorded and is not there`)
    return found
  }

  const create = (txid: Txid, terms: ChargeTerms): Charge => {
    record({
      kind: 'charge_created',
      txid,
      atMs: nowMs(),
      locationId: ledger.charges.size + 1,
      location: `${locationHost}/qr/v2/${randomHex(16, randomBytes)}`,
      terms,
    })
    return charge(txid)
  }

  const judge = (txid: Txid, event: ChargeEvent): Result<Charge, BankRefusal> => {
    const known = ledger.charges.get(txid)
    return known === undefined ? err({ kind: 'unknown_charge' }) : transitionCharge(known, event)
  }

  const revise = (known: Charge, terms: ChargeTerms): Result<Charge, ChargeRefusal> => {
    const verdict = transitionCharge(known, { kind: 'revised', terms })
    if (verdict.ok && verdict.value !== known)
      record({ kind: 'charge_revised', txid: known.txid, terms })
    return verdict
  }

  return {
    ledger,
    putCharge: (txid, terms) => {
      const known = ledger.charges.get(txid)
      return known === undefined ? ok(create(txid, terms)) : revise(known, terms)
    },
    createCharge: (terms) => create(makeTxid(randomBytes), terms),
    reviseCharge: (txid, change) => {
      const known = ledger.charges.get(txid)
      return known === undefined
        ? err({ kind: 'unknown_charge' })
        : revise(known, change(known.terms))
    },
    removeCharge: (txid) => {
      const verdict = judge(txid, { kind: 'removed' })
      if (verdict.ok) record({ kind: 'charge_removed', txid })
      return verdict
    },
    receivePix: (txid) => {
      const receivedAtMs = nowMs()
      const endToEndId = makeEndToEndId(receivedAtMs, randomBytes)
      const verdict = judge(txid, { kind: 'paid', endToEndId, atMs: receivedAtMs })
      if (!verdict.ok) return verdict
      const { amountCents, pixKey } = verdict.value.terms
      const pix = { endToEndId, txid, pixKey, amountCents, receivedAtMs }
      record({ kind: 'pix_received', pix })
      return ok(pix)
    },
    receiveStray: (stray) => {
      const receivedAtMs = nowMs()
      const endToEndId = makeEndToEndId(receivedAtMs, randomBytes)
      const pix: Pix = { endToEndId, ...stray, receivedAtMs }
      record({ kind: 'pix_strayed_in', pix })
      return pix
    },
    askRefund: (endToEndId, asked) => {
      const pix = ledger.pix.get(endToEndId)
      if (pix === undefined) return err({ kind: 'unknown_pix' })
      const requestedAtMs = nowMs()
      const returnId = makeReturnId(requestedAtMs, randomBytes)
      const refund: RefundOrder = { ...asked, returnId, requestedAtMs }
      const verdict = judgeRefund(pix, ledger.refunds.get(endToEndId) ?? [], refund)
      if (!verdict.ok) return verdict
      record({ kind: 'refund_asked', endToEndId, refund })
      return ok({ ...refund, kind: 'in_progress' })
    },
    settleRefund: (endToEndId, refundId, outcome) =>
      record({ kind: 'refund_settled', endToEndId, refundId, outcome, atMs: nowMs() }),
    setWebhook: (pixKey, url) => record({ kind: 'webhook_set', pixKey, url, atMs: nowMs() }),
    removeWebhook: (pixKey) => {
      const known = ledger.webhooks.has(pixKey)
      if (known) record({ kind: 'webhook_removed', pixKey })
      return known
    },
    closeCallback: ({ endToEndId }, outcome) =>
      record({ kind: 'callback_closed', endToEndId, outcome }),
  }
}
