import { err, ok } from '@totem/shared-schema'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cents,
  createFakeClock,
  openBank,
  otherTxid,
  pixKey,
  refundId,
  someTerms,
  startMs,
  txid,
} from '../_makers.ts'
import { type Bank } from './bank.ts'
import { type JournalEntry } from './journal-entry.ts'

const knowledgeOf = ({ ledger }: Bank): object => ({
  charges: [...ledger.charges],
  pix: [...ledger.pix],
  pixByTxid: [...ledger.pixByTxid],
  refunds: [...ledger.refunds],
  webhooks: [...ledger.webhooks],
  locations: [...ledger.txidsByLocation],
  openCallbacks: [...ledger.openCallbacks],
})

describe('the bank', () => {
  test('creates a charge once, however often the same request comes', () => {
    const entries: JournalEntry[] = []
    const bank = openBank(entries)
    const first = bank.putCharge(txid, someTerms())
    expect(bank.putCharge(txid, someTerms())).toStrictEqual(first)
    expect(entries).toHaveLength(1)
  })

  test('takes one Pix for a charge and refuses the second', () => {
    const bank = openBank()
    bank.putCharge(txid, someTerms())
    const received = bank.receivePix(txid)
    expect(received).toMatchObject(ok({ txid, pixKey, amountCents: 9000, receivedAtMs: startMs }))
    expect(bank.receivePix(txid)).toStrictEqual(err({ kind: 'not_active', phase: 'paid' }))
    expect(bank.ledger.pix.size).toBe(1)
  })

  test('takes the amount in force after a revision', () => {
    const bank = openBank()
    bank.putCharge(txid, someTerms())
    bank.reviseCharge(txid, (terms) => ({ ...terms, amountCents: cents(8000) }))
    expect(bank.receivePix(txid)).toMatchObject(ok({ amountCents: 8000 }))
  })

  test('takes a Pix that should have been refused, of any amount, as the payment it is', () => {
    const bank = openBank()
    bank.putCharge(txid, someTerms())
    const first = bank.receiveStray({ txid, pixKey, amountCents: cents(1) })
    expect(bank.ledger.charges.get(txid)).toMatchObject({
      kind: 'paid',
      endToEndId: first.endToEndId,
    })
    const second = bank.receiveStray({ txid, pixKey, amountCents: cents(9000) })
    expect(bank.ledger.pixByTxid.get(txid)).toStrictEqual([first, second])
    expect(bank.ledger.charges.get(txid)).toMatchObject({ endToEndId: first.endToEndId })
  })

  test('owes another callback when a refund has ended', () => {
    const bank = openBank()
    bank.setWebhook(pixKey, 'https://example.com/hook')
    const pix = bank.receiveStray({ txid, pixKey, amountCents: cents(9000) })
    bank.closeCallback(pix, 'delivered')
    bank.askRefund(pix.endToEndId, { id: refundId, amountCents: cents(1), nature: 'ORIGINAL' })
    expect([...bank.ledger.openCallbacks]).toStrictEqual([])
    bank.settleRefund(pix.endToEndId, refundId, 'done')
    expect([...bank.ledger.openCallbacks]).toStrictEqual([pix.endToEndId])
  })

  test('owes nobody a callback for a Pix without a txid', () => {
    const bank = openBank()
    bank.setWebhook(pixKey, 'https://example.com/hook')
    bank.receiveStray({ pixKey, amountCents: cents(9000) })
    expect([...bank.ledger.openCallbacks]).toStrictEqual([])
  })

  test('knows nothing of a charge nobody created', () => {
    const bank = openBank()
    expect(bank.receivePix(txid)).toStrictEqual(err({ kind: 'unknown_charge' }))
    expect(bank.removeCharge(txid)).toStrictEqual(err({ kind: 'unknown_charge' }))
    expect(bank.reviseCharge(txid, (terms) => terms)).toStrictEqual(err({ kind: 'unknown_charge' }))
  })

  test('owes a callback only for a key that has a webhook when the Pix comes', () => {
    const bank = openBank()
    bank.putCharge(txid, someTerms())
    bank.putCharge(otherTxid, someTerms())
    bank.receivePix(txid)
    bank.setWebhook(pixKey, 'https://example.com/hook')
    const second = bank.receivePix(otherTxid)
    expect([...bank.ledger.openCallbacks]).toStrictEqual([second.ok && second.value.endToEndId])
  })

  test('changes nothing when the journal cannot be written', () => {
    const entries: JournalEntry[] = []
    const bank = openBank(entries)
    bank.putCharge(txid, someTerms())
    const before = knowledgeOf(bank)
    entries.push = () => {
      throw new Error('disk full')
    }
    expect(() => bank.receivePix(txid)).toThrow('disk full')
    expect(knowledgeOf(bank)).toStrictEqual(before)
  })

  test('refuses to open on a journal that breaks the life cycle', () => {
    expect(() => openBank([{ kind: 'charge_removed', txid }])).toThrow('unknown charge')
  })

  test('knows after a restart all that it knew, whatever happened', () => {
    const act = fc.constantFrom<(bank: Bank) => unknown>(
      (bank) => bank.putCharge(txid, someTerms()),
      (bank) => bank.putCharge(otherTxid, someTerms({ amountCents: cents(100) })),
      (bank) => bank.createCharge(someTerms()),
      (bank) => bank.reviseCharge(txid, (terms) => ({ ...terms, expiresInSeconds: 60 })),
      (bank) => bank.removeCharge(otherTxid),
      (bank) => bank.receivePix(txid),
      (bank) => bank.receivePix(otherTxid),
      (bank) => bank.receiveStray({ txid: otherTxid, pixKey, amountCents: cents(1) }),
      (bank) => bank.receiveStray({ pixKey, amountCents: cents(200) }),
      (bank) =>
        [...bank.ledger.pix.keys()].map((id) =>
          bank.askRefund(id, { id: refundId, amountCents: cents(100), nature: 'ORIGINAL' }),
        ),
      (bank) =>
        [...bank.ledger.refunds.keys()].map((id) => bank.settleRefund(id, refundId, 'failed')),
      (bank) => bank.setWebhook(pixKey, 'https://example.com/hook'),
      (bank) => bank.removeWebhook(pixKey),
      (bank) => [...bank.ledger.pix.values()].map((pix) => bank.closeCallback(pix, 'delivered')),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(act, fc.nat(40_000))), (acts) => {
        const entries: JournalEntry[] = []
        const clock = createFakeClock()
        const bank = openBank(entries, clock)
        for (const [step, pauseMs] of acts) {
          step(bank)
          clock.advance(pauseMs)
        }
        expect(knowledgeOf(openBank(entries))).toStrictEqual(knowledgeOf(bank))
      }),
    )
  })
})
