import { type Bank } from '../bank/bank.ts'
import { type Pix } from '../bank/journal-entry.ts'
import { type SendCallback } from './callback-sender.ts'

/** Tells receivers about their Pix in the background. */
export interface Notifier extends AsyncDisposable {
  /** Starts to tell the receiver about a Pix, when its key has a webhook. */
  readonly notify: (pix: Pix) => void
  /** Takes up what an earlier process left open. */
  readonly resume: () => void
}

/** Makes the notifier; disposing it interrupts what is under way and waits for its end. */
export const createNotifier = (bank: Bank, send: SendCallback): Notifier => {
  const stop = new AbortController()
  const underWay = new Set<Promise<void>>()

  const tell = async (webhookUrl: string, pix: Pix): Promise<void> => {
    const outcome = await send(webhookUrl, pix, stop.signal)
    if (outcome !== 'interrupted') bank.closeCallback(pix, outcome)
  }

  const notify = (pix: Pix): void => {
    const webhook = bank.ledger.webhooks.get(pix.pixKey)
    if (webhook === undefined) return
    const task = tell(webhook.url, pix).finally(() => underWay.delete(task))
    underWay.add(task)
  }

  return {
    notify,
    resume: () => {
      for (const endToEndId of bank.ledger.openCallbacks) {
        const pix = bank.ledger.pix.get(endToEndId)
        if (pix !== undefined) notify(pix)
      }
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await Promise.allSettled(underWay)
    },
  }
}
