import {
  deviceIdOf,
  err,
  KioskLetter,
  ok,
  type DeviceId,
  type PairedKind,
  type PublicKey,
  type RandomBytes,
  type Result,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { hashSecret } from '../crypto/hash-secret.ts'
import { type RegistryDocument } from './registry-documents.ts'
import { type RegistryStore } from './registry-store.ts'

/** A code that a person types or follows once to make a kiosk or a panel belong to a tenant. */
export interface PairingCodes {
  /** Makes a code, good once, for one kind of device and for a day. */
  readonly create: (tenantId: TenantId, kind?: PairedKind) => Promise<string>
  /** Pairs the device that holds a key. The same code and key again give the same answer: the first may have been lost. */
  readonly redeem: (request: Redemption) => Promise<Result<PairedDevice, PairingRefusal>>
}

/** A device that shows a code. */
export interface Redemption {
  readonly code: string
  readonly publicKey: PublicKey
  readonly kind: PairedKind
}

/** A device that belongs to a tenant; only a kiosk has a letter. */
export interface PairedDevice {
  readonly tenantId: TenantId
  readonly device: DeviceId
  readonly letter: KioskLetter | null
}

/** Why a device was not paired. */
export type PairingRefusal =
  'unknown_code' | 'code_expired' | 'code_used' | 'revoked' | 'other_kind'

/** How long a pairing code is good, in milliseconds. */
export const codeLifeMs = 24 * 60 * 60_000

/** What pairing is built on. */
export interface PairingDeps {
  readonly store: RegistryStore
  readonly tenants: ReadonlyMap<TenantId, unknown>
  readonly nowMs: () => number
  readonly randomBytes: RandomBytes
}

/** Crockford's letters and digits: none looks like another. */
const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Makes the pairing of all tenants. */
export const createPairingCodes = (deps: PairingDeps): PairingCodes => {
  const { store, tenants, nowMs, randomBytes } = deps

  const create: PairingCodes['create'] = async (tenantId, kind = 'kiosk') => {
    const code = [...randomBytes(8)].map((byte) => codeAlphabet.charAt(byte % 32)).join('')
    const next = { expiresAt: nowMs() + codeLifeMs, usedBy: null, kind }
    await store.decide({ tenantId, kind: 'pairing', key: hashSecret(code) }, () =>
      ok({ next, value: undefined }),
    )
    return code
  }

  /** A code does not name its tenant, so that a person has little to type; each registry is asked. */
  const tenantOf = async (codeHash: string): Promise<TenantId | undefined> => {
    for (const tenantId of tenants.keys()) {
      const pairing = await store.read({ tenantId, kind: 'pairing', key: codeHash })
      if (pairing !== undefined) return tenantId
    }
    return undefined
  }

  const redeem: PairingCodes['redeem'] = async ({ code, publicKey, kind }) => {
    const codeHash = hashSecret(code)
    const tenantId = await tenantOf(codeHash)
    if (tenantId === undefined) return err('unknown_code')
    const device = deviceIdOf(publicKey)
    const claimed = await store.decide({ tenantId, kind: 'pairing', key: codeHash }, (pairing) => {
      if (pairing === undefined) return err('unknown_code' as const)
      const refusal = pairing.kind === kind ? refusalOf(pairing, device, nowMs()) : 'other_kind'
      if (refusal !== undefined) return err(refusal)
      return ok({ next: { ...pairing, usedBy: device }, value: undefined })
    })
    if (!claimed.ok) return claimed
    const letter = kind === 'kiosk' ? await claimLetter(store, tenantId, device) : null
    const entry = {
      kind,
      publicKey,
      letter,
      name: letter === null ? 'Painel' : `Totem ${letter}`,
      pairedAt: nowMs(),
      revokedAt: null,
      grant: null,
    }
    const registered = await store.decide({ tenantId, kind: 'device', key: device }, (known) => {
      if (known === undefined) return ok({ next: entry, value: undefined })
      if (known.revokedAt !== null) return err('revoked' as const)
      return known.kind === kind ? ok({ value: undefined }) : err('other_kind' as const)
    })
    return registered.ok ? ok({ tenantId, device, letter }) : registered
  }

  return { create, redeem }
}

const refusalOf = (
  pairing: RegistryDocument<'pairing'>,
  device: DeviceId,
  nowMs: number,
): PairingRefusal | undefined => {
  if (pairing.usedBy === device) return undefined
  if (pairing.usedBy !== null) return 'code_used'
  return pairing.expiresAt <= nowMs ? 'code_expired' : undefined
}

/**
 * Gives a device the first free letter, or the one it has. Two requests of one device walk the letters
 * in the same order, so the second finds what the first has claimed.
 */
const claimLetter = async (
  store: RegistryStore,
  tenantId: TenantId,
  device: DeviceId,
): Promise<KioskLetter> => {
  const taken = await store.readMany({ tenantId, kind: 'letter' }, letters)
  for (const [letter, owner] of taken) if (owner.device === device) return letter
  for (const letter of letters) {
    if (taken.has(letter)) continue
    const claimed = await store.decide({ tenantId, kind: 'letter', key: letter }, (owner) => {
      if (owner === undefined) return ok({ next: { device }, value: undefined })
      return owner.device === device ? ok({ value: undefined }) : err('taken')
    })
    if (claimed.ok) return letter
  }
  throw new Error(`tenant ${tenantId} has no letter left`)
}

/** Numbers of the demo's own tickets begin with it, so that no kiosk's can be mistaken for them. */
export const demoLetter = v.parse(KioskLetter, 'Z')

const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
const letters: readonly KioskLetter[] = ['', ...alphabet]
  .flatMap((first) => alphabet.map((second) => v.parse(KioskLetter, first + second)))
  .filter((letter) => letter !== demoLetter)
