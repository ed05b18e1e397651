import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { cents, openBank, pixKey, refundId, txid } from '../_makers.ts'
import { type JournalEntry, type Pix } from '../bank/journal-entry.ts'
import { createFaultPanel } from '../faults/fault-panel.ts'
import { type Faults, noFaults } from '../faults/faults.ts'
import { createRefundDesk } from './refund-desk.ts'

const withRefund = (entries: JournalEntry[] = []): Pix => {
  const bank = openBank(entries)
  const pix = bank.receiveStray({ txid, pixKey, amountCents: cents(9000) })
  bank.askRefund(pix.endToEndId, { id: refundId, amountCents: cents(9000), nature: 'ORIGINAL' })
  return pix
}

test.for([
  ['done', 'done'],
  ['failed', 'failed'],
  ['pending', 'in_progress'],
] as const)(
  'a refund that is to be %s becomes %s, also after a restart',
  async ([refunds, kind]) => {
    const entries: JournalEntry[] = []
    const { endToEndId } = withRefund(entries)
    const bank = openBank(entries)
    const panel = createFaultPanel()
    const faults: Faults = { ...noFaults, refunds }
    panel.set(faults)
    const settled: string[] = []
    const desk = createRefundDesk({
      bank,
      panel,
      wait: async () => turn(),
      onSettled: (id) => void settled.push(id),
    })
    desk.resume()
    for (let turns = 0; turns < 5; turns += 1) await turn()
    await desk[Symbol.asyncDispose]()
    expect(bank.ledger.refunds.get(endToEndId)).toMatchObject([{ id: refundId, kind }])
    expect(settled).toStrictEqual(kind === 'in_progress' ? [] : [endToEndId])
  },
)
