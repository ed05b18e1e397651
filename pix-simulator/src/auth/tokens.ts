import { type RandomBytes } from '../random.ts'
import { type Scope } from './scope.ts'

/** How long a token lives, in seconds; what Sicredi's newer guide is quoted with. */
export const tokenLifetimeSeconds = 300

/** Gives out access tokens and knows them again. They do not survive a restart. */
export interface Tokens {
  readonly issue: (granted: readonly Scope[]) => string
  /** Gives what a token permits; `undefined` when it is unknown or has expired. */
  readonly scopesOf: (token: string) => readonly Scope[] | undefined
}

/** Makes an empty set of tokens. */
export const createTokens = (nowMs: () => number, randomBytes: RandomBytes): Tokens => {
  const issued = new Map<
    string,
    { readonly granted: readonly Scope[]; readonly endsAtMs: number }
  >()

  const forgetExpired = (): void => {
    for (const [token, { endsAtMs }] of issued) if (endsAtMs <= nowMs()) issued.delete(token)
  }

  return {
    issue: (granted) => {
      forgetExpired()
      const token = Buffer.from(randomBytes(32)).toString('base64url')
      issued.set(token, { granted, endsAtMs: nowMs() + tokenLifetimeSeconds * 1000 })
      return token
    },
    scopesOf: (token) => {
      const found = issued.get(token)
      return found !== undefined && found.endsAtMs > nowMs() ? found.granted : undefined
    },
  }
}
