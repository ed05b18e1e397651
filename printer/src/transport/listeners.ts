import { type Stop } from './transport.ts'

/** Those who want to hear of something. */
export interface Listeners<T> {
  readonly add: (listener: (value: T) => void) => Stop
  readonly tell: (value: T) => void
}

/** Makes an empty list of listeners. */
export const createListeners = <T>(): Listeners<T> => {
  const all = new Set<(value: T) => void>()
  return {
    add: (listener) => {
      // Wrapped, so that the same function may listen twice and each stop ends its own.
      const own = (value: T): void => listener(value)
      all.add(own)
      return () => all.delete(own)
    },
    tell: (value) => {
      for (const listener of [...all]) listener(value)
    },
  }
}
