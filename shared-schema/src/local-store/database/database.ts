import { createRxDatabase, type RxCollection, type RxConflictHandler, type RxStorage } from 'rxdb'
import {
  canonicalJson,
  haveSameEvents,
  mergeCustomers,
  mergeShifts,
  mergeTickets,
  type CanonicalValue,
  type CollectionName,
  type Documents,
} from '@totem/shared-schema'
import { collectionSchemas } from './schema.ts'

/** The collections of a device, typed by their documents. */
export type Collections = { readonly [N in CollectionName]: RxCollection<Documents[N]> }

/** A device's database: a view that can be rebuilt from the ledger and the gateway. */
export interface LocalDatabase {
  readonly collections: Collections
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Where a device keeps its documents. */
export interface DatabaseOptions {
  readonly name: string
  readonly storage: RxStorage<unknown, unknown>
}

/** Opens the database of a device, making it when absent. One process at a time holds it. */
export const openDatabase = async (options: DatabaseOptions): Promise<LocalDatabase> => {
  const database = await createRxDatabase<Collections>({
    name: options.name,
    storage: options.storage,
    multiInstance: false,
    eventReduce: true,
  })
  const schemas = collectionSchemas()
  const collections = await database.addCollections({
    catalog: { schema: schemas.catalog, conflictHandler: catalogHandler },
    tickets: { schema: schemas.tickets, conflictHandler: ticketHandler },
    customers: { schema: schemas.customers, conflictHandler: customerHandler },
    shifts: { schema: schemas.shifts, conflictHandler: shiftHandler },
  })
  return {
    // RxDB types collections by their schema; ours are derived from valibot's, which `Documents` follows too.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
    collections: collections as unknown as Collections,
    [Symbol.asyncDispose]: async () => {
      await database.close()
    },
  }
}

/** Builds a handler that ends every conflict with the merge of both sides. */
const mergingHandler = <D>(
  isEqual: (a: D, b: D) => boolean,
  merge: (mine: D, master: D) => D,
): RxConflictHandler<D> => ({
  // RxDB would put a state of the gateway in place of ours wherever the two differ. A late answer may hold less
  // than the gateway has acknowledged since, and own writes do not come back to mend it.
  isEqual: (a, b, context) =>
    context === 'downstream-check-if-equal-1' ? isEqual(merge(b, a), b) : isEqual(a, b),
  resolve: ({ realMasterState, newDocumentState }) =>
    Promise.resolve({ ...realMasterState, ...merge(newDocumentState, realMasterState) }),
})

const equalContent = (a: CanonicalValue, b: CanonicalValue): boolean =>
  canonicalJson(a) === canonicalJson(b)

const ticketHandler = mergingHandler<Documents['tickets']>(
  (a, b) => haveSameEvents(a.events, b.events),
  mergeTickets,
)
const customerHandler = mergingHandler<Documents['customers']>(equalContent, mergeCustomers)
const shiftHandler = mergingHandler<Documents['shifts']>(equalContent, mergeShifts)
const catalogHandler = mergingHandler<Documents['catalog']>(equalContent, (_mine, master) => master)
