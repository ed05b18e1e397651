/** Hands items from callbacks to one `for await` loop. */
export interface RowQueue<T> extends AsyncIterable<T> {
  push(items: readonly T[]): void
  /** Ends the loop with an error, after the items that are there. */
  fail(error: unknown): void
  /** Resolves when less than `size` items wait, so that nothing more is fetched for a slow reader. */
  room(size: number): Promise<void>
}

/** Makes an empty queue. */
export function createRowQueue<T>(): RowQueue<T> {
  let items: T[] = []
  let failure: { readonly error: unknown } | undefined
  let changed = Promise.withResolvers<undefined>()

  function notify(): void {
    changed.resolve(undefined)
    changed = Promise.withResolvers()
  }

  return {
    push(more) {
      items.push(...more)
      notify()
    },

    fail(error) {
      failure ??= { error }
      notify()
    },

    async room(size) {
      while (items.length >= size && !failure) await changed.promise
    },

    async *[Symbol.asyncIterator]() {
      for (;;) {
        const batch = items
        items = []
        if (batch.length > 0) notify()
        yield* batch
        if (items.length > 0) continue
        if (failure) throw failure.error
        await changed.promise
      }
    },
  }
}
