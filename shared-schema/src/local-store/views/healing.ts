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
  let troubles = 0
  let isDisposed = false
  const heal = async (): Promise<void> => {
    const before = troubles
    // What fails while the replay runs may lie behind the place it has reached.
    await replay().catch(onTrouble)
    timer = undefined
    if (troubles !== before) plan()
  }
  const plan = (): void => {
    if (isDisposed || timer !== undefined) return
    timer = setTimeout(() => void heal(), retryMs)
  }
  const onTrouble = (): void => {
    troubles += 1
    plan()
  }
  return {
    onTrouble,
    [Symbol.dispose]: () => {
      isDisposed = true
      clearTimeout(timer)
    },
  }
}
