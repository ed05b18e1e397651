import { databaseName, type CouchServer, type Database } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import { type Collection } from './collections.ts'

/** Opens the database of a tenant's collection; the only place where a name is built. */
export const tenantDatabase = (
  couch: CouchServer,
  tenant: TenantId,
  collection: Collection,
): Database => {
  const name = databaseName({ tenant, collection })
  if (!name.ok) throw new Error(`no database name for collection ${collection}`)
  return couch.database(name.value)
}
