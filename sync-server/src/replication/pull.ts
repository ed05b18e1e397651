import { type CouchServer } from '@totem/couchdb'
import { type CollectionName, type PullResponse } from '@totem/shared-schema'
import { type Principal } from '../auth/principal.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { checkpointToPosition, positionToCheckpoint } from './checkpoint.ts'
import { type Epochs } from './epochs.ts'
import { viewOf } from './visibility.ts'

/** What pulling works with; `clock` gives ms since 1970. */
export interface PullDependencies {
  readonly couch: CouchServer
  readonly epochs: Epochs
  readonly clock: () => number
}

/** What a device asks for. */
export interface PullRequest {
  readonly collection: CollectionName
  /** The token of its checkpoint; `undefined` at the beginning. */
  readonly checkpoint: string | undefined
  readonly limit: number
}

/** How many rows of the feed one pull looks at: with a narrow view most of them are somebody else's. */
const maxLooked = 5_000

/**
 * Gives a page of what this reader may see, from a checkpoint on. Its own writes are among it: a device that lost its
 * documents reads them all again, page by page.
 */
export const pull = async (
  { couch, epochs, clock }: PullDependencies,
  from: Principal,
  { collection, checkpoint, limit }: PullRequest,
): Promise<PullResponse> => {
  const database = tenantDatabase(couch, from.tenantId, collection)
  const view = viewOf(from, collection)
  const epoch = await epochs.of(database)
  const position = checkpoint === undefined ? undefined : checkpointToPosition(checkpoint)
  // A token of another life of the database means nothing in this one.
  const known = position?.epoch === epoch ? position : undefined
  let seq = known?.seq ?? '0'
  const documents: object[] = []
  let looked = 0
  let pending: number
  do {
    const page = await database.changes({ since: seq, limit: limit - documents.length })
    for (const { doc } of page.rows) {
      const shown = view.show(doc, clock())
      if (shown !== undefined) documents.push(shown)
    }
    seq = page.lastSeq
    pending = page.pending
    looked += page.rows.length
  } while (pending > 0 && documents.length < limit && looked < maxLooked)
  return {
    documents: documents.map((document) => ({ ...document })),
    checkpoint: positionToCheckpoint({ epoch, seq }),
    more: pending > 0,
    epoch,
  }
}
