import {
  type ChangeRow,
  type CouchServer,
  type Database,
  type StoredDocument,
} from '@totem/couchdb'
import { type CollectionName, type TenantId } from '@totem/shared-schema'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type Epochs } from './epochs.ts'

/** Changes of one database that arrived together, and where a reader stands after them. */
export interface ChangeBatch {
  readonly collection: CollectionName
  readonly documents: readonly StoredDocument[]
  readonly database: string
  readonly epoch: string
  readonly seq: string
}

/** Somebody who follows a database. */
export interface ChangeListener {
  /** Hears every batch, in order. */
  readonly onChanges: (batch: ChangeBatch) => void
  /** Hears that the feed broke: what came since is unknown, and the listener must begin anew. */
  readonly onLost: () => void
}

/** The one upstream feed of each database, shared by all who listen here. */
export interface ChangeFeeds extends AsyncDisposable {
  /** From the moment the promise resolves, the listener hears every change until it is taken away. */
  readonly listen: (
    place: { readonly tenantId: TenantId; readonly collection: CollectionName },
    listener: ChangeListener,
  ) => Promise<() => void>
}

interface Feed {
  readonly listeners: Set<ChangeListener>
  readonly started: Promise<void>
  readonly ended: Promise<void>
}

/** Opens feeds as somebody listens; a feed stays open then, for the next reader comes soon. */
export const createChangeFeeds = (
  couch: CouchServer,
  epochs: Epochs,
  onTrouble: (error: unknown) => void,
): ChangeFeeds => {
  const closing = new AbortController()
  const feeds = new Map<string, Feed>()

  const open = (database: Database, collection: CollectionName): Feed => {
    const listeners = new Set<ChangeListener>()
    const start = database.changes({ since: 'now', limit: 1 })
    const life = new AbortController()
    const follow = async (): Promise<void> => {
      const { lastSeq } = await start
      const epoch = await epochs.of(database)
      const checking = watchEpoch({ epochs, database, epoch, onOther: () => life.abort() })
      life.signal.addEventListener('abort', () => clearInterval(checking))
      const signal = AbortSignal.any([closing.signal, life.signal])
      for await (const rows of database.live({ since: lastSeq, signal })) {
        // Rows of another life mean nothing to who read the last one: listeners begin anew.
        if ((await epochs.of(database)) !== epoch) break
        for (const batch of inBatches(rows)) {
          const documents = batch.map(({ doc }) => doc)
          const seq = batch.at(-1)?.seq ?? lastSeq
          for (const listener of listeners)
            listener.onChanges({ collection, documents, database: database.name, epoch, seq })
        }
      }
    }
    const ended = follow()
      .catch(onTrouble)
      .finally(() => {
        life.abort()
        feeds.delete(database.name)
        for (const listener of listeners) listener.onLost()
      })
    return { listeners, started: start.then(() => undefined), ended }
  }

  return {
    listen: async ({ tenantId, collection }, listener) => {
      const database = tenantDatabase(couch, tenantId, collection)
      const feed = feeds.get(database.name) ?? open(database, collection)
      feeds.set(database.name, feed)
      feed.listeners.add(listener)
      await feed.started
      return () => feed.listeners.delete(listener)
    },
    [Symbol.asyncDispose]: async () => {
      closing.abort()
      await Promise.all([...feeds.values()].map((feed) => feed.ended))
    },
  }
}

/** How often a database is asked whether it was wiped or restored, in milliseconds: it need not tell by a change. */
const epochCheckMs = 5_000

const watchEpoch = ({
  epochs,
  database,
  epoch,
  onOther,
}: {
  readonly epochs: Epochs
  readonly database: Database
  readonly epoch: string
  readonly onOther: () => void
}): NodeJS.Timeout => {
  const check = async (): Promise<void> => {
    // A database that does not answer, or is not there yet, is asked again.
    const now = await epochs.of(database).catch(() => epoch)
    if (now !== epoch) onOther()
  }
  return setInterval(() => void check(), epochCheckMs).unref()
}

/** How many changes one message to a device may carry. */
const maxBatchRows = 500

const inBatches = (rows: readonly ChangeRow[]): readonly (readonly ChangeRow[])[] =>
  Array.from({ length: Math.ceil(rows.length / maxBatchRows) }, (_, at) =>
    rows.slice(at * maxBatchRows, (at + 1) * maxBatchRows),
  )
