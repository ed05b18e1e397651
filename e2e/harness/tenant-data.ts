import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { createRemoteCouch, databaseName, type Database, type StoredDocument } from '@totem/couchdb'
import { TenantId } from '@totem/shared-schema'
import { type TestStack } from './test-stack.ts'

const demoTenant = v.parse(TenantId, 'demo')

/** CouchDB as its administrator sees it, behind the gateway's back. */
export interface TenantData extends AsyncDisposable {
  readonly database: (collection: string) => Database
  /** Reads every document of a collection that is no tombstone. */
  readonly all: (collection: string) => Promise<readonly StoredDocument[]>
}

/** Opens the data of the demo tenant. */
export const openTenantData = async ({ folder, stack }: TestStack): Promise<TenantData> => {
  const couch = createRemoteCouch({
    url: stack.urls.couchdb,
    user: 'admin',
    password: await readFile(join(folder, 'data/secrets/couchdb-password'), 'utf8'),
  })
  const database = (collection: string): Database => {
    const name = databaseName({ tenant: demoTenant, collection })
    if (!name.ok) throw new Error(`no database name for ${collection}`)
    return couch.database(name.value)
  }
  return {
    database,
    all: async (collection) => {
      const documents = new Map<string, StoredDocument>()
      let since = '0'
      for (;;) {
        const page = await database(collection).changes({ since, limit: 1_000 })
        for (const { doc } of page.rows) documents.set(doc._id, doc)
        since = page.lastSeq
        if (page.pending === 0) break
      }
      return [...documents.values()].filter(({ _deleted }) => _deleted !== true)
    },
    [Symbol.asyncDispose]: () => couch[Symbol.asyncDispose](),
  }
}
