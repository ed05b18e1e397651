/** How long after a failure the view is tried again, in milliseconds. */
const retryMs = 2_000

/** Mends the device's view of its ledger. */
export interface Healing extends Disposable {
  /** Says that RxDB did not take something the ledger holds. */
  readonly onTrouble: (cause: unknown) => void
}

/**
 * Replays the ledger until RxDB has taken all of it: a full disk gets space again, and Dexie opens a
 * connection that the browser closed with its next call.
 */
export const createHealing = (replay: () => Promise<unknown>): Healing => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const heal = (): void => {
    timer = setTimeout(() => {
      replay().then(() => {
        timer = undefined
      }, heal)
    }, retryMs)
  }
  return {
    onTrouble: () => {
      if (timer === undefined) heal()
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
