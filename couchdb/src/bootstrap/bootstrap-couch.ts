import { databaseName } from '../names/database-name.ts'
import type { TenantId } from '@totem/shared-schema'
import type { CouchServer, IndexDefinition } from '../port/couch-server.ts'

/** A collection of a tenant with the indexes its queries need. */
export interface CollectionSetup {
  readonly collection: string
  readonly indexes: readonly IndexDefinition[]
}

/**
 * Makes everything a tenant needs on a server; may be repeated at every start.
 *
 * @throws Error for a collection name that makes no database name, CouchRequestError without a server.
 */
export async function bootstrapCouch(
  server: CouchServer,
  setup: { readonly tenant: TenantId; readonly collections: readonly CollectionSetup[] },
): Promise<void> {
  await server.ensureSystemDatabases()
  for (const { collection, indexes } of setup.collections) {
    const name = databaseName({ tenant: setup.tenant, collection })
    if (!name.ok) throw new Error(`"${collection}" cannot be part of a database name`)
    await server.ensureDatabase(name.value, { indexes })
  }
}
