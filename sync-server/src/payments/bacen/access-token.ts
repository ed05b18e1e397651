import { err, ok, type Result } from '@totem/shared-schema'
import { type ProviderFailure } from '../provider.ts'
import { failureOf, orAborted } from '../line/provider-failure.ts'

/** A token as the bank gave it. */
export interface GrantedToken {
  readonly token: string
  readonly expiresInSeconds: number
}

/** Gives the token to call the bank with. */
export interface AccessTokens {
  readonly get: (signal: AbortSignal) => Promise<Result<string, ProviderFailure>>
  /** Drops a token that the bank no longer takes; one that was already replaced stays. */
  readonly forget: (token: string) => void
}

/** Asks the bank for a token. */
export type RequestToken = (signal: AbortSignal) => Promise<Result<GrantedToken, ProviderFailure>>

/** A token is shared by many calls, so its request has a time limit of its own, in milliseconds. */
const requestTimeoutMs = 5_000

/** For how long a refusal stands, in ms: asking again with the same credentials can get us blocked. */
const refusalMs = 30_000

/**
 * Makes the token cache. Many callers share one request, since banks block who asks too often; a
 * token is replaced a fifth of its life, at most a minute, before its end.
 */
export const createAccessTokens = (
  requestToken: RequestToken,
  nowMs: () => number,
): AccessTokens => {
  let current: { readonly token: string; readonly until: number } | undefined
  let underWay: Promise<Result<string, ProviderFailure>> | undefined
  let refusal: { readonly failure: ProviderFailure; readonly until: number } | undefined

  const renew = async (): Promise<Result<string, ProviderFailure>> => {
    const askedAt = nowMs()
    const granted = await requestToken(AbortSignal.timeout(requestTimeoutMs))
    if (!granted.ok) {
      if (granted.error.kind === 'refused')
        refusal = { failure: granted.error, until: nowMs() + refusalMs }
      return granted
    }
    const { token, expiresInSeconds } = granted.value
    const lifeMs = expiresInSeconds * 1_000
    current = { token, until: askedAt + lifeMs - Math.min(60_000, lifeMs / 5) }
    return ok(token)
  }

  return {
    get: async (signal) => {
      if (current !== undefined && nowMs() < current.until) return ok(current.token)
      if (refusal !== undefined && nowMs() < refusal.until) return err(refusal.failure)
      underWay ??= renew().finally(() => {
        underWay = undefined
      })
      return orAborted(underWay, signal).catch(failureOf)
    },
    forget: (token) => {
      if (current?.token === token) current = undefined
    },
  }
}
