import * as v from 'valibot'
import { Signature } from '../crypto/keys.ts'
import { DeviceId, TenantId } from '../ids/ids.ts'
import { maxPushBytes, PushRequest } from './protocol.ts'

/**
 * Parses the body of `POST /sync/late`, by which a revoked device hands in what it still holds. It gets no token any
 * more, so it signs the batch itself: `batch` is JSON text, and the signature is over it as it stands.
 */
export const LateRequest = v.object({
  tenant: TenantId,
  device: DeviceId,
  batch: v.pipe(v.string(), v.maxLength(maxPushBytes)),
  signature: Signature,
})
/** What a revoked device hands in, signed. */
export type LateRequest = v.InferOutput<typeof LateRequest>

/** Parses the batch: rows as they would have been pushed. */
export const LateBatch = v.object({
  collection: v.picklist(['tickets', 'customers', 'shifts']),
  ...PushRequest.entries,
})
/** Rows of one collection that a revoked device still holds. */
export type LateBatch = v.InferOutput<typeof LateBatch>

/** Parses the answer: each row is safe at the gateway, so the device may forget it. None of it is in the ledger. */
export const LateResponse = v.object({
  results: v.array(v.object({ id: v.string(), status: v.literal('kept') })),
})
/** The answer to what was handed in late: one result for each row, in order. */
export type LateResponse = v.InferOutput<typeof LateResponse>

/** Gives the text that a device signs over a late batch; it means nothing as an event or a proof of key. */
export const lateBatchText = (device: DeviceId, batch: string): string =>
  `totem-late-batch\n${device}\n${batch}`
