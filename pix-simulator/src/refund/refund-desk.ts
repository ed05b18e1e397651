import { type Bank } from '../bank/bank.ts'
import { type EndToEndId } from '../charge/end-to-end-id.ts'
import { type FaultPanel } from '../faults/fault-panel.ts'
import { type RefundId } from './refund.ts'

/** Carries refunds out in the background, as the bank's back office does. */
export interface RefundDesk extends AsyncDisposable {
  /** Takes on a refund that was just accepted. */
  readonly carryOut: (endToEndId: EndToEndId, refundId: RefundId) => void
  /** Takes up what an earlier process left open. */
  readonly resume: () => void
}

/** What the desk works with. */
export interface RefundDeskDeps {
  readonly bank: Bank
  readonly panel: FaultPanel
  /** Resolves after the time, or at once when the signal aborts. Never throws. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Hears of each refund that came to its end. */
  readonly onSettled: (endToEndId: EndToEndId) => void
}

/** How long a refund is under way, in ms: long enough to be seen. */
const settleAfterMs = 300

/** Makes the desk; disposing it leaves open refunds for the next start. */
export const createRefundDesk = ({ bank, panel, wait, onSettled }: RefundDeskDeps): RefundDesk => {
  const stop = new AbortController()
  const underWay = new Set<Promise<void>>()

  const settle = async (endToEndId: EndToEndId, refundId: RefundId): Promise<void> => {
    do await wait(settleAfterMs, stop.signal)
    while (!stop.signal.aborted && panel.current().refunds === 'pending')
    if (stop.signal.aborted) return
    bank.settleRefund(
      endToEndId,
      refundId,
      panel.current().refunds === 'failed' ? 'failed' : 'done',
    )
    onSettled(endToEndId)
  }

  const carryOut = (endToEndId: EndToEndId, refundId: RefundId): void => {
    const task = settle(endToEndId, refundId).finally(() => underWay.delete(task))
    underWay.add(task)
  }

  return {
    carryOut,
    resume: () => {
      for (const [endToEndId, refunds] of bank.ledger.refunds)
        for (const { kind, id } of refunds) if (kind === 'in_progress') carryOut(endToEndId, id)
    },
    [Symbol.asyncDispose]: async () => {
      stop.abort()
      await Promise.allSettled(underWay)
    },
  }
}
