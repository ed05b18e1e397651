import {
  addRxPlugin,
  createRxDatabase,
  removeRxDatabase,
  type RxCollection,
  type RxDatabase,
  type RxJsonSchema,
  type RxStorage,
} from 'rxdb'
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents'
import { type CollectionName, type Documents } from '@totem/shared-schema'
import { createOfflineStore, type OfflineStore } from '../health/offline-store.ts'
import { createCheckpoints, type Checkpoints } from '../sync/checkpoints.ts'
import { documentSchema, type StoredDocument } from './schema.ts'

/** The replicated collections of a device. Documents are read with `toMutableJSON`: RxDB has getters for no field but the id. */
export type Collections = { readonly [N in CollectionName]: RxCollection<Documents[N]> }

/** A device's database: a view that can be rebuilt from the ledger and the gateway. */
export interface LocalDatabase {
  readonly collections: Collections
  readonly checkpoints: Checkpoints
  readonly offlineStore: OfflineStore
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Where a device keeps its documents. */
export interface DatabaseOptions {
  readonly name: string
  readonly storage: RxStorage<unknown, unknown>
  /** How RxDB sees a document; another one than the default stands for another build. */
  readonly schema?: RxJsonSchema<StoredDocument>
}

/**
 * Opens the database of a device, making it when absent. One process at a time holds it. What another build left in
 * a form that this one cannot open is thrown away: it is a view, and is built anew.
 */
export const openDatabase = async (options: DatabaseOptions): Promise<LocalDatabase> => {
  addRxPlugin(RxDBLocalDocumentsPlugin)
  try {
    return await open(options)
  } catch (cause) {
    if (!isOfAnotherBuild(cause)) throw cause
    await removeRxDatabase(options.name, options.storage, false)
    return open(options)
  }
}

const open = async ({ name, storage, schema }: DatabaseOptions): Promise<LocalDatabase> => {
  const database = await createRxDatabase({
    ...{ name, storage, multiInstance: false, eventReduce: true, localDocuments: true },
  })
  try {
    return viewOf(database, await addCollections(database, schema))
  } catch (cause) {
    await database.close()
    throw cause
  }
}

const addCollections = async (
  database: RxDatabase,
  schema: RxJsonSchema<StoredDocument> = documentSchema,
): Promise<unknown> =>
  database.addCollections({
    catalog: { schema },
    tickets: { schema },
    customers: { schema },
    shifts: { schema },
  })

const viewOf = (database: RxDatabase, collections: unknown): LocalDatabase => ({
  // RxDB types collections by their schema, which names the id alone.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  collections: collections as Collections,
  checkpoints: createCheckpoints(database),
  offlineStore: createOfflineStore(database),
  [Symbol.asyncDispose]: async () => {
    await database.close()
  },
})

/** RxDB's words for a collection whose schema is another than the stored one's, or of another version. */
const isOfAnotherBuild = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && ['DB6', 'COL12', 'DM4'].includes(String(cause.code))
