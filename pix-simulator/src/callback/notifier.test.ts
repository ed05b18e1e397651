import { describe, expect, test } from 'vitest'
import { openBank, otherTxid, pixKey, someTerms, txid } from '../_makers.ts'
import { type Bank } from '../bank/bank.ts'
import { type JournalEntry, type Pix } from '../bank/journal-entry.ts'
import { type SendCallback } from './callback-sender.ts'
import { createFaultPanel, type FaultPanel } from '../faults/fault-panel.ts'
import { type Faults, noFaults } from '../faults/faults.ts'
import { createNotifier, type Notifier } from './notifier.ts'

const url = 'https://example.com/hook'

const paidBank = (entries: JournalEntry[] = []): { bank: Bank; pix: Pix } => {
  const bank = openBank(entries)
  bank.setWebhook(pixKey, url)
  bank.putCharge(txid, someTerms())
  const received = bank.receivePix(txid)
  if (!received.ok) throw new Error(received.error.kind)
  return { bank, pix: received.value }
}

const notifierOf = (
  bank: Bank,
  send: SendCallback,
  panel: FaultPanel = createFaultPanel(),
): Notifier =>
  createNotifier({ bank, panel, send, wait: () => new Promise((resolve) => setImmediate(resolve)) })

/** Waits, as a patient sender does, until it is stopped. */
const sendUntilStopped: SendCallback = (_url, _pix, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('interrupted'))
  })

describe('the notifier', () => {
  test.for(['delivered', 'given_up'] as const)('closes a callback that was %s', async (outcome) => {
    const { bank, pix } = paidBank()
    const sent: (readonly [string, Pix])[] = []
    const notifier = notifierOf(bank, (webhookUrl, about) => {
      sent.push([webhookUrl, about])
      return Promise.resolve(outcome)
    })
    notifier.notify(pix)
    await notifier[Symbol.asyncDispose]()
    expect(sent).toStrictEqual([[url, pix]])
    expect([...bank.ledger.openCallbacks]).toStrictEqual([])
  })

  test('takes up after a restart what the stop interrupted', async () => {
    const entries: JournalEntry[] = []
    const { bank, pix } = paidBank(entries)
    const stopped = notifierOf(bank, sendUntilStopped)
    stopped.notify(pix)
    await stopped[Symbol.asyncDispose]()

    const sent: Pix[] = []
    const restarted = notifierOf(openBank(entries), (_url, about) => {
      sent.push(about)
      return Promise.resolve('delivered')
    })
    restarted.resume()
    await restarted[Symbol.asyncDispose]()
    expect(sent).toStrictEqual([pix])
  })

  test('stays silent when the key has no webhook', async () => {
    const { bank, pix } = paidBank()
    bank.removeWebhook(pixKey)
    const notifier = notifierOf(bank, () => Promise.reject(new Error('nobody to tell')))
    notifier.notify(pix)
    notifier.resume()
    await notifier[Symbol.asyncDispose]()
    expect([...bank.ledger.openCallbacks]).toStrictEqual([pix.endToEndId])
  })

  const toldUnder = async (
    hooks: Faults['hooks'],
  ): Promise<{ readonly told: readonly Pix[]; readonly first: Pix; readonly second: Pix }> => {
    const { bank, pix: first } = paidBank()
    bank.putCharge(otherTxid, someTerms())
    const second = bank.receiveStray({ ...first, txid: otherTxid })
    const panel = createFaultPanel()
    panel.set({ ...noFaults, hooks })
    const told: Pix[] = []
    const send: SendCallback = (_url, about) => {
      told.push(about)
      return Promise.resolve('delivered')
    }
    const notifier = notifierOf(bank, send, panel)
    notifier.notify(first)
    notifier.notify(second)
    await new Promise((resolve) => setTimeout(resolve, 20))
    await notifier[Symbol.asyncDispose]()
    expect([...bank.ledger.openCallbacks]).toStrictEqual([])
    return { told, first, second }
  }

  test('tells three times what is to be duplicated', async () => {
    const { told, first, second } = await toldUnder('duplicated')
    expect(told).toStrictEqual([first, first, first, second, second, second])
  })

  test('tells newest first what is to be out of order', async () => {
    const { told, first, second } = await toldUnder('reversed')
    expect(told).toStrictEqual([second, first])
  })

  test('never tells what is to be lost', async () => {
    expect((await toldUnder('lost')).told).toStrictEqual([])
  })
})
