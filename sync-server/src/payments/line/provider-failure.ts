import { err, type Err } from '@totem/shared-schema'
import { type ProviderFailure } from '../provider.ts'

/**
 * Turns what `fetch` throws into a failure. Running out of time tells about the bank; being `aborted`
 * by our own end does not.
 */
export const failureOf = (error: unknown): Err<ProviderFailure> =>
  err({ kind: 'unavailable', reason: reasonOf(error) })

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'network'
  if (error.name === 'TimeoutError') return 'timeout'
  return error.name === 'AbortError' ? 'aborted' : `network${codeOf(error.cause)}`
}

/** Tells apart what a person mends differently: no such host, nobody listens, a foreign certificate. */
const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && /^[A-Z_0-9]{3,50}$/.test(String(cause.code))
    ? `_${String(cause.code)}`
    : ''

/** Waits for a promise that others share, but no longer than the signal; then throws its reason. */
export const orAborted = async <T>(shared: Promise<T>, signal: AbortSignal): Promise<T> => {
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  try {
    // Who is over already joins the race too: a shared failure that nobody takes would end the process.
    return await Promise.race([aborted.promise, shared])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
