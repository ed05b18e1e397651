import { createHash } from 'node:crypto'
import { CollectionName, DeviceId, OperatorId, TenantId } from '@totem/shared-schema'
import * as v from 'valibot'

/**
 * What became of something refused: `waiting` for a manager, `released` into the ledger by one, `admitted` after an
 * upgrade, `handled` by hand elsewhere, or `discarded`: hidden, and there all the same.
 */
export const entryStates = ['waiting', 'released', 'admitted', 'handled', 'discarded'] as const
/** What became of something refused. */
export type EntryState = (typeof entryStates)[number]

/** Parses the id of an entry; it says nothing of what lies in it. */
export const EntryId = v.pipe(v.string(), v.regex(/^[a-z]+-[0-9a-f]{32}$/))

/** Parses an entry of the quarantine as the database holds it. */
export const QuarantineEntry = v.object({
  _id: EntryId,
  tenantId: TenantId,
  collection: CollectionName,
  documentId: v.string(),
  reason: v.string(),
  /** The refused document, or one of a ticket's events in its ticket. */
  body: v.unknown(),
  state: v.picklist(entryStates),
  /** Who brought it; who signed it stands in the body. */
  device: DeviceId,
  operator: v.nullable(OperatorId),
  receivedAt: v.number(),
  decidedBy: v.nullable(OperatorId),
  decidedAt: v.nullable(v.number()),
})
/** Something refused, kept whole. */
export type QuarantineEntry = v.InferOutput<typeof QuarantineEntry>

/** Names a refused body: the same one is the same entry, however often it is sent. */
export const entryIdOf = (tenantId: TenantId, collection: CollectionName, body: unknown): string =>
  `${collection}-${createHash('sha256')
    .update(JSON.stringify([tenantId, body]))
    .digest('hex')
    .slice(0, 32)}`
