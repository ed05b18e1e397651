import { type Bank } from '../bank/bank.ts'
import { type Pix } from '../bank/journal-entry.ts'
import { type FaultPanel } from '../faults/fault-panel.ts'
import { type SendCallback } from './callback-sender.ts'

/** Tells receivers about their Pix in the background. */
export interface Notifier extends AsyncDisposable {
  /** Starts to tell the receiver about a Pix, when its key has a webhook. */
  readonly notify: (pix: Pix) => void
  /** Takes up what an earlier process left open. */
  readonly resume: () => void
}

/** What the notifier works with. */
export interface NotifierDeps {
  readonly bank: Bank
  readonly panel: FaultPanel
  readonly send: SendCallback
  /** Resolves after the time, or at once when the signal aborts. Never throws. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

/** So many times a duplicated callback is sent at once. */
const copies = 3

/** How long callbacks are held back to be told newest first, in ms. */
const holdMs = 1500

/** Makes the notifier; disposing it interrupts what is under way and waits for its end. */
export const createNotifier = ({ bank, panel, send, wait }: NotifierDeps): Notifier => {
  const stop = new AbortController()
  const underWay = new Set<Promise<void>>()
  let held: Pix[] = []

  const run = (work: () => Promise<void>): void => {
    const task = work().finally(() => underWay.delete(task))
    underWay.add(task)
  }

  const tell = async (pix: Pix): Promise<void> => {
    const webhook = bank.ledger.webhooks.get(pix.pixKey)
    if (webhook === undefined) return
    const outcome = await send(webhook.url, pix, stop.signal)
    if (outcome !== 'interrupted') bank.closeCallback(pix, outcome)
  }

  /** The first to be held starts the wait; what gathers meanwhile is told newest first. */
  const hold = (pix: Pix): void => {
    held.push(pix)
    if (held.length > 1) return
    run(async () => {
      await wait(holdMs, stop.signal)
      const newestFirst = held.toReversed()
      held = []
      for (const each of newestFirst) await tell(each)
    })
  }

  const notify = (pix: Pix): void => {
    if (pix.txid === undefined || !bank.ledger.webhooks.has(pix.pixKey)) return
    switch (panel.current().hooks) {
      case 'normal':
        run(() => tell(pix))
        return
      case 'duplicated':
        for (let copy = 0; copy < copies; copy += 1) run(() => tell(pix))
        return
      case 'reversed':
        hold(pix)
        return
      case 'lost':
        bank.closeCallback(pix, 'given_up')
        return
    }
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
