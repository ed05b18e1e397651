/** A call that is not lost when nobody waits for it yet. */
export interface Latch {
  readonly set: () => void
  /** Resolves at the next `set`, at once when there was one since the last wait, and after `timeoutMs` at the latest. */
  readonly wait: (timeoutMs?: number) => Promise<void>
}

/** Makes a latch that nobody has set yet. */
export const createLatch = (): Latch => {
  let isSet = false
  let release: () => void = () => undefined
  return {
    set: () => {
      isSet = true
      release()
    },
    wait: async (timeoutMs) => {
      if (!isSet)
        await new Promise<void>((resolve) => {
          const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs)
          release = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      isSet = false
    },
  }
}
