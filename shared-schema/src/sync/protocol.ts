import * as v from 'valibot'
import { CollectionName } from './collections.ts'

/** The most rows one push or pull may carry. */
export const maxBatch = 1_000

/** The largest body of a push, in bytes, before compression. */
export const maxPushBytes = 4 * 1024 * 1024

/**
 * Parses a checkpoint: an opaque token for the device. The gateway keeps in it where it stands in the
 * database's feed and the database's epoch, so that a restored database is pulled from its start.
 */
export const Checkpoint = v.object({ token: v.pipe(v.string(), v.maxLength(2_000)) })
/** How far a device has read a collection. */
export type Checkpoint = v.InferOutput<typeof Checkpoint>

/**
 * Parses the part of a pushed ticket that is not the ticket: `known` is how many events the device's copy holds in
 * all. The row itself carries only the events the device believes the gateway lacks; the gateway sends
 * its merged document back when it holds another number of events.
 */
export const PushedTicketExtra = v.object({ known: v.pipe(v.number(), v.integer(), v.minValue(1)) })

/** Parses the body of `POST /sync/{collection}/push`. Rows are parsed one by one, so that one bad row spoils no other. */
export const PushRequest = v.object({
  rows: v.pipe(v.array(v.record(v.string(), v.unknown())), v.maxLength(maxBatch)),
})
/** A batch of documents a device writes. */
export type PushRequest = v.InferOutput<typeof PushRequest>

/** Parses what became of one pushed row. */
export const PushResult = v.variant('status', [
  /** Stored; `events` of the row are in the ledger. `safe` is false while only part of a cluster has it. */
  v.object({
    id: v.string(),
    status: v.literal('stored'),
    safe: v.boolean(),
    /** The merged document, when it holds more than the device sent. */
    document: v.optional(v.record(v.string(), v.unknown())),
    refused: v.optional(v.array(v.object({ event: v.string(), reason: v.string() }))),
  }),
  /** Nothing of the row was stored; it lies whole in quarantine. */
  v.object({ id: v.string(), status: v.literal('refused'), reason: v.string() }),
])
/** What became of one pushed row. */
export type PushResult = v.InferOutput<typeof PushResult>

/** Parses the answer to a push: one result for each row, in order. */
export const PushResponse = v.object({ results: v.array(PushResult) })
/** The answer to a push. */
export type PushResponse = v.InferOutput<typeof PushResponse>

/** Parses the answer of `GET /sync/{collection}/pull`. */
export const PullResponse = v.object({
  documents: v.array(v.record(v.string(), v.unknown())),
  checkpoint: Checkpoint,
  /** Whether the feed holds more than this page. */
  more: v.boolean(),
  epoch: v.string(),
})
/** A page of documents and the checkpoint after it. */
export type PullResponse = v.InferOutput<typeof PullResponse>

/** How often each side of the live stream says that it is alive, in milliseconds. */
export const heartbeatMs = 10_000

/** After how long a silence the other side of the live stream counts as dead, in milliseconds. */
export const silenceMs = 25_000

/** Parses what a device says on `/sync/live`. The token travels in the first message, never in the URL. */
export const LiveClientMessage = v.variant('type', [
  v.object({
    type: v.literal('hello'),
    token: v.string(),
    collections: v.pipe(v.array(CollectionName), v.maxLength(8)),
  }),
  v.object({ type: v.literal('ping') }),
])
/** What a device says on the live stream. */
export type LiveClientMessage = v.InferOutput<typeof LiveClientMessage>

/** Parses what the gateway says on `/sync/live`. */
export const LiveServerMessage = v.variant('type', [
  /** From here on every change arrives; what came before is to be pulled. */
  v.object({ type: v.literal('ready') }),
  v.object({
    type: v.literal('rows'),
    collection: CollectionName,
    documents: v.array(v.record(v.string(), v.unknown())),
    checkpoint: Checkpoint,
  }),
  /** The reader was too slow, or the feed began anew: rows were skipped and must be pulled. */
  v.object({ type: v.literal('resync') }),
  v.object({ type: v.literal('pong') }),
  v.object({
    type: v.literal('bye'),
    reason: v.picklist(['revoked', 'expired', 'shutdown', 'protocol']),
  }),
])
/** What the gateway says on the live stream. */
export type LiveServerMessage = v.InferOutput<typeof LiveServerMessage>
