import { ok, type Result } from '@totem/shared-schema'
import {
  type PaymentProvider,
  type ProviderFailure,
  type SettlementPage,
  type SettlementWindow,
} from '../provider.ts'

/**
 * Makes one provider of a bank and those it took over from: new charges are the current bank's, and
 * a charge that an earlier one made stays there until its end, with its refunds.
 */
export const createSuccession = (
  current: PaymentProvider,
  earlier: readonly PaymentProvider[],
): PaymentProvider => {
  const all = [current, ...earlier]
  const pageCounts = createPageCounts()

  const listed = async (
    window: SettlementWindow,
    signal: AbortSignal,
  ): Promise<Result<SettlementPage, ProviderFailure>> => {
    const counts = window.page === 0 ? undefined : pageCounts.of(window)
    const asked = all.filter(
      (_, index) => counts === undefined || window.page < (counts[index] ?? 0),
    )
    const answers = await Promise.all(asked.map((bank) => bank.listSettlements(window, signal)))
    const failure = answers.find((answer, index) => !answer.ok && asked[index] === current)
    if (failure !== undefined) return failure
    // A bank that was left may close its door; that is told, and keeps nobody from the others.
    const pages = answers.map((answer) =>
      answer.ok ? answer.value : { settlements: [], pages: 0, unreadable: 1 },
    )
    if (window.page === 0)
      pageCounts.keep(
        window,
        pages.map((page) => page.pages),
      )
    return ok({
      settlements: pages.flatMap((page) => page.settlements),
      pages: Math.max(...(counts ?? pages.map((page) => page.pages))),
      unreadable: pages.reduce((sum, page) => sum + page.unreadable, 0),
    })
  }

  return {
    ...current,
    getCharge: (txid, signal) => firstThatKnows(all, (bank) => bank.getCharge(txid, signal)),
    cancelCharge: (txid, signal) => firstThatKnows(all, (bank) => bank.cancelCharge(txid, signal)),
    refund: (order, signal) => firstThatKnows(all, (bank) => bank.refund(order, signal)),
    getRefund: (refund, signal) => firstThatKnows(all, (bank) => bank.getRefund(refund, signal)),
    listSettlements: listed,
  }
}

/** Asks one bank after the other, until one knows what is asked about; its word is the last. */
const firstThatKnows = async <T>(
  banks: readonly PaymentProvider[],
  ask: (bank: PaymentProvider) => Promise<Result<T, ProviderFailure>>,
): Promise<Result<T, ProviderFailure>> => {
  const [bank, ...others] = banks
  if (bank === undefined) throw new Error('a succession has a bank')
  const answer = await ask(bank)
  const isUnknown =
    !answer.ok && (answer.error.kind === 'unknown_charge' || answer.error.kind === 'unknown_refund')
  return isUnknown && others.length > 0 ? firstThatKnows(others, ask) : answer
}

interface PageCounts {
  readonly of: (window: SettlementWindow) => readonly number[] | undefined
  readonly keep: (window: SettlementWindow, counts: readonly number[]) => void
}

/** Remembers how many pages each bank has of the window that is read now: no bank is asked beyond. */
const createPageCounts = (): PageCounts => {
  let known: { readonly window: SettlementWindow; readonly counts: readonly number[] } | undefined
  return {
    of: ({ fromMs, toMs, returned }) =>
      known?.window.fromMs === fromMs &&
      known.window.toMs === toMs &&
      known.window.returned === returned
        ? known.counts
        : undefined,
    keep: (window, counts) => {
      known = { window, counts }
    },
  }
}
