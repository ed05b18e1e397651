import * as v from 'valibot'
import { PublicKey } from '../crypto/keys.ts'
import { DeviceId, KioskLetter, OperatorId } from '../ids/ids.ts'
import { DeviceHealth } from '../device/health.ts'
import { pairedKinds } from '../device/pairing.ts'

const Moment = v.pipe(v.number(), v.safeInteger())

/** Parses the name of a device, as the manager calls it. */
export const DeviceName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))

/** Parses a device as the manager sees it; times are in ms since 1970. */
export const ManagedDevice = v.object({
  id: DeviceId,
  kind: v.picklist(['kiosk', 'tablet', 'panel']),
  letter: v.nullable(KioskLetter),
  name: v.string(),
  publicKey: PublicKey,
  pairedAt: Moment,
  revokedAt: v.nullable(Moment),
  /** Who logged in on a tablet last. */
  operator: v.nullable(OperatorId),
  /** What it said of itself last, and when; `null` for one that never spoke. */
  health: v.nullable(v.object({ ...DeviceHealth.entries, at: Moment })),
})
/** A device as the manager sees it. */
export type ManagedDevice = v.InferOutput<typeof ManagedDevice>

/** Parses what all kiosks of a studio go by; the PIN itself is known to nobody. */
export const KioskSettingsShown = v.object({
  hasStaffPin: v.boolean(),
  stayOnBuild: v.nullable(v.string()),
  /** When a manager last told them to take a waiting build, in ms since 1970. */
  updateOrderedAt: v.nullable(Moment),
})
/** What all kiosks of a studio go by. */
export type KioskSettingsShown = v.InferOutput<typeof KioskSettingsShown>

/** Parses the answer of `GET /manager/devices`; `now` is the gateway's time, by which ages are told. */
export const ManagedDevices = v.object({ devices: v.array(ManagedDevice), now: Moment })

/** Parses the body of `POST /manager/pairings`. */
export const NewPairing = v.object({ kind: v.picklist(pairedKinds) })

/** Parses a fresh pairing code: what to type, where it leads and until when it is good. */
export const PairingOffer = v.object({
  kind: v.picklist(pairedKinds),
  code: v.string(),
  url: v.pipe(v.string(), v.url()),
  expiresAt: Moment,
})
/** A fresh pairing code. */
export type PairingOffer = v.InferOutput<typeof PairingOffer>
