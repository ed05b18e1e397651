import { err, type Result } from '@totem/shared-schema'
import { type Registry } from '../registry/registry.ts'
import { type Principal } from './principal.ts'
import { type TokenRefusal, type Tokens } from './tokens.ts'

/** Why somebody with an access token is not let in. */
export type AccessRefusal = TokenRefusal | 'revoked'

/** Says who holds an access token. Throws a `CouchRequestError` when the registry cannot be asked. */
export type VerifyAccessToken = (token: string) => Promise<Result<Principal, AccessRefusal>>

/** Makes the check that HTTP requests and live streams share: the token, and whether its device is still welcome. */
export const createVerifyAccessToken =
  ({ readAccess }: Pick<Tokens, 'readAccess'>, registry: Registry): VerifyAccessToken =>
  async (token) => {
    const principal = await readAccess(token)
    if (!principal.ok) return principal
    const { tenantId, device } = principal.value
    return (await registry.isRevoked(tenantId, device)) ? err('revoked') : principal
  }
