/** Carries the value of something that worked. */
export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

/** Carries the reason why something did not work, as plain data the caller can act on. */
export interface Err<E> {
  readonly ok: false
  readonly error: E
}

/** The outcome of anything whose failure a caller can act on. Bugs and missing configuration throw instead. */
export type Result<T, E> = Ok<T> | Err<E>

/** Wraps a value as a success. */
export const ok = <T>(value: T): Ok<T> => ({ ok: true, value })

/** Wraps a reason as a failure. */
export const err = <E>(error: E): Err<E> => ({ ok: false, error })
