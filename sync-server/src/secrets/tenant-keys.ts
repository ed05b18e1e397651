import {
  base64urlToBytes,
  PublicKey,
  SealingKey,
  SecretKey,
  TenantId,
  type KeyPair,
} from '@totem/shared-schema'
import * as v from 'valibot'

/** Parses 32 secret bytes as base64url. */
const SecretBytes = v.pipe(
  v.string(),
  v.transform((text) => base64urlToBytes(text)),
  v.instance(Uint8Array, 'must be base64url'),
  v.check((bytes) => bytes.length === 32, 'must be 32 bytes'),
)

const OneTenant = v.object({
  settlement: v.object({ publicKey: PublicKey, secretKey: SecretKey }),
  /** Public keys of earlier settlement key pairs: what they signed stays true. */
  retiredSettlementKeys: v.optional(v.array(PublicKey), []),
  sealing: v.object({ publicKey: SealingKey, secretKey: SecretBytes }),
  cpfLookupKey: SecretBytes,
})

/** Parses the file of tenants and their keys; a tenant exists when it is named here. */
export const TenantKeysFile = v.pipe(
  v.record(TenantId, OneTenant),
  v.check((tenants) => Object.keys(tenants).length > 0, 'must name at least one tenant'),
  v.transform((tenants): ReadonlyMap<TenantId, TenantKeys> => {
    const entries = Object.entries(tenants)
    return new Map(entries.map(([id, keys]) => [v.parse(TenantId, id), keys]))
  }),
)

/** The keys only the cloud side holds for one tenant. */
export interface TenantKeys {
  /** Signs payment events. */
  readonly settlement: KeyPair
  readonly retiredSettlementKeys: readonly PublicKey[]
  /** Opens what devices sealed. */
  readonly sealing: { readonly publicKey: SealingKey; readonly secretKey: Uint8Array }
  /** Keys the HMAC under which a CPF is looked up. */
  readonly cpfLookupKey: Uint8Array
}
