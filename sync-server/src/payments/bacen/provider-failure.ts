import { err, type Err } from '@totem/shared-schema'
import { type ProviderFailure } from '../provider.ts'

/** Turns what `fetch` throws into a failure: a timeout or a broken connection. */
export const failureOf = (error: unknown): Err<ProviderFailure> => {
  const isTimeout =
    error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
  return err({ kind: 'unavailable', reason: isTimeout ? 'timeout' : 'network' })
}

/** Waits for a promise that others share, but no longer than the signal; then throws its reason. */
export const orAborted = async <T>(shared: Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([shared, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
