import { addRxPlugin, createRxDatabase, type RxCollection, type RxStorage } from 'rxdb'
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents'
import { type CollectionName, type Documents } from '@totem/shared-schema'
import { createCheckpoints, type Checkpoints } from '../sync/checkpoints.ts'
import { collectionSchemas } from './schema.ts'

/** The replicated collections of a device, typed by their documents. */
export type Collections = { readonly [N in CollectionName]: RxCollection<Documents[N]> }

/** A device's database: a view that can be rebuilt from the ledger and the gateway. */
export interface LocalDatabase {
  readonly collections: Collections
  readonly checkpoints: Checkpoints
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Where a device keeps its documents. */
export interface DatabaseOptions {
  readonly name: string
  readonly storage: RxStorage<unknown, unknown>
}

/** Opens the database of a device, making it when absent. One process at a time holds it. */
export const openDatabase = async (options: DatabaseOptions): Promise<LocalDatabase> => {
  addRxPlugin(RxDBLocalDocumentsPlugin)
  const database = await createRxDatabase({
    name: options.name,
    storage: options.storage,
    multiInstance: false,
    eventReduce: true,
    localDocuments: true,
  })
  const schemas = collectionSchemas()
  const collections = await database.addCollections({
    catalog: { schema: schemas.catalog },
    tickets: { schema: schemas.tickets },
    customers: { schema: schemas.customers },
    shifts: { schema: schemas.shifts },
  })
  return {
    // RxDB types collections by their schema; ours are derived from valibot's, which `Documents` follows too.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
    collections: collections as unknown as Collections,
    checkpoints: createCheckpoints(database),
    [Symbol.asyncDispose]: async () => {
      await database.close()
    },
  }
}
