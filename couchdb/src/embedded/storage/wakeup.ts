/** Wakes those who wait for the next write of a database. */
export interface Wakeup {
  /** Grows with each write; read it before reading data, hand it to `wait` afterwards. */
  version(): number
  wake(): void
  /** Resolves at once when something was written since `seen`, else on a write, the time or the signal. */
  wait(seen: number, until: { readonly signal: AbortSignal; readonly ms: number }): Promise<void>
  /** Counts those who wait now. */
  waiting(): number
}

/** Makes a wake-up without missed calls: a write between reading and waiting ends the wait. */
export function createWakeup(): Wakeup {
  let version = 0
  const waiters = new Set<() => void>()

  return {
    version: () => version,
    waiting: () => waiters.size,
    wake() {
      version += 1
      for (const waiter of [...waiters]) waiter()
    },
    wait(seen, { signal, ms }) {
      if (seen !== version || signal.aborted) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(finish, ms)
        function finish(): void {
          clearTimeout(timer)
          waiters.delete(finish)
          signal.removeEventListener('abort', finish)
          resolve()
        }
        waiters.add(finish)
        signal.addEventListener('abort', finish)
      })
    },
  }
}
