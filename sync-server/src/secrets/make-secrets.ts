import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { keyPairFromSeed } from '@totem/shared-schema'
import { calculateJwkThumbprint, type JWK } from 'jose'

/** A secret file to be written: its name and what it holds. */
export interface SecretFile {
  readonly name: string
  readonly content: unknown
}

/** Makes fresh secrets for the named tenants, one file each, in the forms that `config.ts` reads. */
export const makeSecrets = async (tenants: readonly string[]): Promise<readonly SecretFile[]> => [
  { name: 'jwt-keys.json', content: await makeJwtKeys() },
  {
    name: 'tenant-keys.json',
    content: Object.fromEntries(tenants.map((tenant) => [tenant, makeTenantKeys()])),
  },
  { name: 'webhook-secrets.json', content: { current: randomText(32) } },
]

const makeJwtKeys = async (): Promise<unknown> => {
  const jwk: JWK = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const kid = await calculateJwkThumbprint(jwk)
  return { current: kid, keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] }
}

const makeTenantKeys = (): unknown => {
  const sealing: JWK = generateKeyPairSync('x25519').privateKey.export({ format: 'jwk' })
  return {
    settlement: keyPairFromSeed(randomBytes(32)),
    sealing: { publicKey: sealing.x, secretKey: sealing.d },
    cpfLookupKey: randomText(32),
  }
}

const randomText = (bytes: number): string => randomBytes(bytes).toString('base64url')
