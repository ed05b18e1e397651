import * as v from 'valibot'

/** Parses a document as the database holds it; its own members are whatever was stored. */
export const storedDocumentSchema = v.looseObject({
  _id: v.string(),
  _rev: v.string(),
  _deleted: v.exactOptional(v.literal(true)),
  _conflicts: v.exactOptional(v.array(v.string())),
})

/**
 * A document with its winning revision.
 *
 * `_deleted` marks a tombstone, which is not the same as a document that never was; `_conflicts` lists
 * the revisions of other leaves that replication has left.
 */
export type StoredDocument = Readonly<v.InferOutput<typeof storedDocumentSchema>>

/** A document to write: without `_rev` it must not exist yet, with one it must be the newest. */
export interface DocumentToWrite {
  readonly _id: string
  readonly _rev?: string
  readonly _deleted?: boolean
  readonly [member: string]: unknown
}

/**
 * What became of a write.
 *
 * `accepted` (202) is stored, but by fewer nodes than the quorum: it may be lost with a node, so a
 * device must not forget its copy yet. `refused` is a rule of the database, never of this code.
 */
export type PutOutcome =
  | {
      readonly kind: 'stored'
      readonly id: string
      readonly rev: string
      readonly durability: 'committed' | 'accepted'
    }
  | { readonly kind: 'conflict'; readonly id: string }
  | { readonly kind: 'refused'; readonly id: string; readonly reason: string }
