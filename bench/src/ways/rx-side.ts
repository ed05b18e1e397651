import { createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { type Customer, type TicketDocument } from '@totem/shared-schema'

/** The collections of a device that is RxDB and nothing else. */
export interface RxCollections {
  readonly tickets: RxCollection<TicketDocument>
  readonly customers: RxCollection<Customer>
}

/** A device that is RxDB and nothing else: no ledger, no signatures checked, no fold. */
export interface RxSide extends AsyncDisposable {
  readonly collections: RxCollections
}

let made = 0

/** Opens an empty device in memory. */
export const openRxSide = async (): Promise<RxSide> => {
  made += 1
  const database = await createRxDatabase<RxCollections>({
    name: `rival-${made}`,
    storage: getRxStorageMemory(),
    multiInstance: false,
    eventReduce: true,
  })
  const collections = await database.addCollections({
    tickets: { schema: schemaOf<TicketDocument>(['tenantId', 'events']) },
    customers: {
      schema: schemaOf<Customer>([
        'tenantId',
        'name',
        'phone',
        'cpfSealed',
        'consent',
        'device',
        'writtenAt',
      ]),
    },
  })
  return {
    collections,
    [Symbol.asyncDispose]: async () => {
      await database.close()
    },
  }
}

const schemaOf = <D extends { readonly id: string }>(
  members: readonly Exclude<keyof D & string, 'id'>[],
): RxJsonSchema<D> => {
  const properties = {
    ...Object.fromEntries(members.map((member) => [member, {}])),
    id: { type: 'string', maxLength: 40 },
  }
  const schema = { version: 0, primaryKey: 'id', type: 'object', properties, required: members }
  // RxDB wants each property typed by the document; which there are is all that matters here.
  // eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
  return schema as unknown as RxJsonSchema<D>
}
