import { databaseName, type CouchServer, type Database } from '@totem/couchdb'
import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { demoTenant } from './seller.ts'

/** A tenant whose databases the rival uses; the gateway knows nothing of it. */
export const rivalTenant = v.parse(TenantId, 'rival')

/** Opens a database of the demo, past the gateway. */
export const demoDatabase = (couch: CouchServer, collection: string): Database =>
  couch.database(nameOf(demoTenant, collection))

/** Makes a database for the rival and opens it. */
export const rivalDatabase = async (couch: CouchServer, collection: string): Promise<Database> => {
  const name = nameOf(rivalTenant, collection)
  await couch.ensureDatabase(name, { indexes: [] })
  return couch.database(name)
}

const nameOf = (tenant: TenantId, collection: string) => {
  const name = databaseName({ tenant, collection })
  if (!name.ok) throw new Error(`no database can be called ${collection}`)
  return name.value
}
