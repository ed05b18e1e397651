import {
  challengeText,
  err,
  ok,
  type DeviceId,
  type Result,
  type Signature,
  type TenantId,
} from '@totem/shared-schema'
import { verifyTextNatively } from '../crypto/verify-text.ts'
import { type RegistryDocument } from '../registry/registry-documents.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { type Principal } from './principal.ts'
import { type Tokens } from './tokens.ts'

/** A device that answers a challenge. */
export interface ChallengeAnswer {
  readonly tenant: TenantId
  readonly device: DeviceId
  readonly challenge: string
  readonly signature: Signature
}

/** Why a device gets no token. Who cannot prove a key is not told whether the device exists. */
export type DeviceRefusal = 'no_proof' | 'revoked' | 'grant_ended'

/** What a device is let in with. */
export type DevicePrincipal = Omit<Principal, 'expiresAt'>

/** Says as whom a device may come in, by the proof that it holds its key. */
export type AdmitDevice = (
  answer: ChallengeAnswer,
) => Promise<Result<DevicePrincipal, DeviceRefusal>>

/** What the check is built on. */
export interface AdmitDeviceDeps {
  readonly store: RegistryStore
  readonly tenants: ReadonlyMap<TenantId, unknown>
  readonly tokens: Tokens
  readonly nowMs: () => number
}

/** Makes the check of a signed challenge. It reads the registry afresh: a token is good for a quarter of an hour. */
export const createAdmitDevice =
  ({ store, tenants, tokens, nowMs }: AdmitDeviceDeps): AdmitDevice =>
  async ({ tenant: tenantId, device: id, challenge, signature }) => {
    const challenged = await tokens.readChallenge(challenge)
    const isOurs =
      challenged.ok && challenged.value.device === id && challenged.value.tenantId === tenantId
    if (!isOurs || !tenants.has(tenantId)) return err('no_proof')
    const device = await store.read({ tenantId, kind: 'device', key: id })
    if (device === undefined) return err('no_proof')
    if (!verifyTextNatively(challengeText(id, challenge), signature, device.publicKey))
      return err('no_proof')
    if (device.revokedAt !== null) return err('revoked')
    const base = { tenantId, device: id }
    if (device.kind !== 'tablet') return ok({ ...base, kind: device.kind, role: device.kind })
    return tabletPrincipal(store, base, device.grant).then((principal) =>
      principal === undefined || principal.until <= nowMs()
        ? err('grant_ended')
        : ok(principal.value),
    )
  }

/** A tablet acts as whoever logged in on it last, in the role this operator has now. */
const tabletPrincipal = async (
  store: RegistryStore,
  base: { readonly tenantId: TenantId; readonly device: DeviceId },
  grantId: RegistryDocument<'device'>['grant'],
): Promise<{ readonly value: DevicePrincipal; readonly until: number } | undefined> => {
  const { tenantId } = base
  if (grantId === null) return undefined
  const grant = await store.read({ tenantId, kind: 'grant', key: grantId })
  if (grant === undefined) return undefined
  const operator = await store.read({ tenantId, kind: 'operator', key: grant.operator })
  if (operator?.isActive !== true) return undefined
  return {
    value: {
      ...base,
      kind: 'tablet',
      role: operator.role,
      operator: grant.operator,
      grant: grantId,
    },
    until: grant.until,
  }
}
