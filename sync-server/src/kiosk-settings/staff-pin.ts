import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import {
  bytesToBase64url,
  ok,
  type RandomBytes,
  StaffPin,
  staffPinRounds,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type RegistryStore } from '../registry/registry-store.ts'

const stretch = promisify(pbkdf2)

/** Stretches a staff PIN into what devices check it with. */
export const hashStaffPin = async (pin: string, randomBytes: RandomBytes): Promise<StaffPin> => {
  const salt = randomBytes(16)
  const hash = await stretch(pin, salt, staffPinRounds, 32, 'sha256')
  return v.parse(StaffPin, {
    salt: bytesToBase64url(salt),
    rounds: staffPinRounds,
    hash: bytesToBase64url(hash),
  })
}

/** What giving a PIN works with. */
export interface StaffPinDeps {
  readonly store: RegistryStore
  readonly randomBytes: RandomBytes
}

/** Gives a tenant's kiosks a staff PIN where they have none yet; says whether it did. */
export const ensureStaffPin = async (
  { store, randomBytes }: StaffPinDeps,
  tenantId: TenantId,
  pin: string,
): Promise<boolean> => {
  const place = { tenantId, kind: 'profile', key: 'current' } as const
  // Stretching takes a third of a second: not done at every start.
  if ((await store.read(place))?.staffPin !== undefined) return false
  const staffPin = await hashStaffPin(pin, randomBytes)
  const decided = await store.decide(place, (profile) =>
    ok(
      profile === undefined || profile.staffPin !== undefined
        ? { value: false }
        : { next: { ...profile, staffPin }, value: true },
    ),
  )
  return decided.ok && decided.value
}

/** Makes a PIN at random, each of the million as likely. */
export const makeStaffPin = (randomBytes: RandomBytes): string => {
  const limit = 4_294_000_000
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4)
    const value = a * 0x1000000 + b * 0x10000 + c * 0x100 + d
    // Numbers above the last whole million would make some PINs likelier.
    if (value < limit) return String(value % 1_000_000).padStart(6, '0')
  }
}
