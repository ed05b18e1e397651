/** How long a value may wait to be written, in milliseconds. */
const lazinessMs = 1_000

/** Writes the latest of many values now and then. For what costs only work when it is lost. */
export interface LazyWrite<T> {
  readonly write: (value: T) => void
  /** Writes what waits, and ends when it is written. */
  readonly flush: () => Promise<void>
}

/** Makes a lazy write; a value that could not be written is forgotten for the next one. */
export const createLazyWrite = <T>(write: (value: T) => Promise<void>): LazyWrite<T> => {
  let waiting: { readonly value: T } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing: Promise<void> = Promise.resolve()
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const held = waiting
    waiting = undefined
    if (held !== undefined) writing = writing.then(() => write(held.value)).catch(() => undefined)
    return writing
  }
  return {
    write: (value) => {
      waiting = { value }
      timer ??= setTimeout(() => void flush(), lazinessMs)
    },
    flush,
  }
}
