import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** Anything that can be listened to, such as an RxJS observable. */
export interface Observed<T> {
  readonly subscribe: (next: (value: T) => void) => { readonly unsubscribe: () => void }
}

/** Gives the latest value of an observable as a signal; `undefined` until it has said something. */
export const createObserved = <T>(source: Observed<T>): Accessor<T | undefined> => {
  const [value, setValue] = createSignal<T>()
  const subscription = source.subscribe((next) => setValue(() => next))
  onCleanup(() => subscription.unsubscribe())
  return value
}
