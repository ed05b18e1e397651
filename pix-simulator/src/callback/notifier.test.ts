import { describe, expect, test } from 'vitest'
import { openBank, pixKey, someTerms, txid } from '../_makers.ts'
import { type Bank } from '../bank/bank.ts'
import { type JournalEntry, type Pix } from '../bank/journal-entry.ts'
import { type SendCallback } from './callback-sender.ts'
import { createNotifier } from './notifier.ts'

const url = 'https://example.com/hook'

const paidBank = (entries: JournalEntry[] = []): { bank: Bank; pix: Pix } => {
  const bank = openBank(entries)
  bank.setWebhook(pixKey, url)
  bank.putCharge(txid, someTerms())
  const received = bank.receivePix(txid)
  if (!received.ok) throw new Error(received.error.kind)
  return { bank, pix: received.value }
}

/** Waits, as a patient sender does, until it is stopped. */
const sendUntilStopped: SendCallback = (_url, _pix, signal) =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('interrupted'))
  })

describe('the notifier', () => {
  test.for(['delivered', 'given_up'] as const)('closes a callback that was %s', async (outcome) => {
    const { bank, pix } = paidBank()
    const sent: (readonly [string, Pix])[] = []
    const notifier = createNotifier(bank, (webhookUrl, about) => {
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
    const stopped = createNotifier(bank, sendUntilStopped)
    stopped.notify(pix)
    await stopped[Symbol.asyncDispose]()

    const sent: Pix[] = []
    const restarted = createNotifier(openBank(entries), (_url, about) => {
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
    const notifier = createNotifier(bank, () => Promise.reject(new Error('nobody to tell')))
    notifier.notify(pix)
    notifier.resume()
    await notifier[Symbol.asyncDispose]()
    expect([...bank.ledger.openCallbacks]).toStrictEqual([pix.endToEndId])
  })
})
