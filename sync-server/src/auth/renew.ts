import { err, ok, type Result } from '@totem/shared-schema'
import { type RegistryStore } from '../registry/registry-store.ts'
import { type DevicePrincipal } from './device-access.ts'
import { type RefreshRefusal, type Sessions } from './sessions.ts'

/** A login that goes on. */
export interface Renewed {
  readonly principal: DevicePrincipal
  readonly refreshToken: string
}

/** Why a login does not go on. */
export type RenewalRefusal = RefreshRefusal | { readonly kind: 'revoked' }

/** Lets a login go on by its refresh token, if tablet and operator are still welcome. */
export type Renew = (refreshToken: string, next: string) => Promise<Result<Renewed, RenewalRefusal>>

/** Makes the renewal of logins. The role is the one the operator has now. */
export const createRenew =
  (sessions: Sessions, store: RegistryStore): Renew =>
  async (refreshToken, next) => {
    const refreshed = await sessions.refresh(refreshToken, next)
    if (!refreshed.ok) return refreshed
    const { tenantId, device, operator, grant } = refreshed.value
    const tablet = await store.read({ tenantId, kind: 'device', key: device })
    if (tablet?.revokedAt !== null) return err({ kind: 'revoked' })
    const account = await store.read({ tenantId, kind: 'operator', key: operator })
    if (account?.isActive !== true) return err({ kind: 'ended' })
    return ok({
      principal: { tenantId, device, kind: 'tablet', role: account.role, operator, grant },
      refreshToken: refreshed.value.refreshToken,
    })
  }
