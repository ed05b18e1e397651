import * as v from 'valibot'
import { DeviceId, OperatorId } from '../ids/ids.ts'
import { CollectionName } from '../sync/collections.ts'

const Moment = v.pipe(v.number(), v.safeInteger())

/** Parses something the gateway refused, as the manager's inbox shows it. */
export const ReviewEntry = v.object({
  id: v.string(),
  collection: CollectionName,
  documentId: v.string(),
  /** A code; `revoked_device` is what a revoked device handed in late. */
  reason: v.string(),
  body: v.unknown(),
  state: v.picklist(['waiting', 'released', 'admitted', 'handled', 'discarded']),
  device: DeviceId,
  receivedAt: Moment,
  decidedBy: v.nullable(OperatorId),
  decidedAt: v.nullable(Moment),
})
/** Something refused that waits for a decision, or had one. */
export type ReviewEntry = v.InferOutput<typeof ReviewEntry>

/** Parses a page of the inbox; `next` leads to the following one. */
export const ReviewEntries = v.object({
  entries: v.array(ReviewEntry),
  next: v.nullable(v.string()),
})
