import * as v from 'valibot'
import { PublicKey } from '../crypto/keys.ts'
import { DeviceId, KioskLetter } from '../ids/ids.ts'

/** Parses what a tablet keeps of each device of its studio, to know paper again with no network. */
export const DeviceKey = v.object({
  device: DeviceId,
  kind: v.picklist(['kiosk', 'tablet', 'panel']),
  letter: v.nullable(KioskLetter),
  publicKey: PublicKey,
  /** Since when it is shut out, in ms since 1970. */
  revokedAt: v.nullable(v.pipe(v.number(), v.safeInteger())),
})
/** A device of the studio, as every tablet knows it. */
export type DeviceKey = v.InferOutput<typeof DeviceKey>

/** Parses the answer of `GET /sync/device-keys`: every device of the studio, revoked ones included. */
export const DeviceKeys = v.object({ devices: v.array(DeviceKey) })
