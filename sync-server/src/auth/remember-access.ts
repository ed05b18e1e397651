import { ok } from '@totem/shared-schema'
import { type Principal } from './principal.ts'
import { type Tokens } from './tokens.ts'

/** How many tokens are remembered; forgetting one costs checking its signature again. */
const capacity = 2_000

/**
 * Makes a reading of access tokens that remembers whom the good ones stand for until they end: a device shows the
 * same token with each of its requests.
 */
export const rememberAccess = (
  readAccess: Tokens['readAccess'],
  nowMs: () => number,
): Tokens['readAccess'] => {
  const remembered = new Map<string, Principal>()
  return async (token) => {
    const known = remembered.get(token)
    if (known !== undefined && nowMs() < known.expiresAt) return ok(known)
    const read = await readAccess(token)
    if (!read.ok) {
      remembered.delete(token)
      return read
    }
    remembered.set(token, read.value)
    const [oldest] = remembered.size > capacity ? remembered.keys() : []
    if (oldest !== undefined) remembered.delete(oldest)
    return read
  }
}
