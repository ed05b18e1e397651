/** Hands items from callbacks to one `for await` loop, as many at once as have gathered. */
export interface RowQueue<T> extends AsyncIterable<readonly T[]> {
  push(items: readonly T[]): void
  /** Ends the loop with an error, after the items that are there. */
  fail(error: unknown): void
  /** How many items wait. */
  readonly length: number
}

/** Makes an empty queue; `onTaken` hears that nothing waits any more. */
export function createRowQueue<T>(onTaken: () => void): RowQueue<T> {
  let items: T[] = []
  let failure: { readonly error: unknown } | undefined
  let changed = Promise.withResolvers<undefined>()

  function notify(): void {
    changed.resolve(undefined)
    changed = Promise.withResolvers()
  }

  return {
    get length() {
      return items.length
    },

    push(more) {
      if (more.length === 0) return
      items.push(...more)
      notify()
    },

    fail(error) {
      failure ??= { error }
      notify()
    },

    async *[Symbol.asyncIterator]() {
      for (;;) {
        const batch = items
        items = []
        if (batch.length > 0) {
          onTaken()
          yield batch
          continue
        }
        if (failure) throw failure.error
        await changed.promise
      }
    },
  }
}
