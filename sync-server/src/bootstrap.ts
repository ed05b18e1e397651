import { setTimeout as sleep } from 'node:timers/promises'
import { bootstrapCouch } from '@totem/couchdb'
import { collections, collectionSetups } from './database/collections.ts'
import { isDatabaseUnavailable } from './database/database-unavailable.ts'
import { tenantDatabase } from './database/tenant-database.ts'
import { seedDemo } from './demo/seed-demo.ts'
import { ensureProfile } from './registry/profile.ts'
import { type Services } from './services.ts'

const firstPauseMs = 250
const longestPauseMs = 5_000

/**
 * Prepares the databases of all tenants, however long CouchDB takes to come up, and says when it is
 * done. Ends early when the services close.
 */
export const prepareDatabases = async (services: Services): Promise<void> => {
  const { closing, logger, readiness, record } = services
  for (let pauseMs = firstPauseMs; !closing.aborted;) {
    try {
      await prepareOnce(services)
      readiness.markPrepared()
      record({ kind: 'database_ready' })
      return
    } catch (error) {
      // A database that is still coming up is no news; anything else is a fault of ours.
      logger[isDatabaseUnavailable(error) ? 'debug' : 'error']({ err: error }, 'bootstrap_failed')
      const reason = error instanceof Error ? error.message : 'unknown'
      record({ kind: 'database_waiting', reason })
      await sleep(pauseMs, undefined, { signal: closing }).catch(() => undefined)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }
}

/** How often the databases are looked for, in milliseconds. */
const lookMs = 5_000

/**
 * Makes databases anew that are deleted while the gateway runs, until the services close. A new database has another
 * epoch: devices hear of it and bring back what they still hold.
 */
export const keepDatabases = async (services: Services): Promise<void> => {
  const { closing, couch, logger, record, tenants } = services
  const wanted = [...tenants.keys()].flatMap((tenant) =>
    collections.map((collection) => tenantDatabase(couch, tenant, collection).name),
  )
  for (;;) {
    await sleep(lookMs, undefined, { signal: closing }).catch(() => undefined)
    if (closing.aborted) return
    try {
      const there = new Set(await couch.listDatabases())
      const missing = wanted.filter((name) => !there.has(name))
      if (missing.length === 0) continue
      await prepareOnce(services)
      record({ kind: 'databases_made_anew', databases: missing })
    } catch (error) {
      logger[isDatabaseUnavailable(error) ? 'debug' : 'error']({ err: error }, 'databases_unknown')
    }
  }
}

/** Prepares everything once; may be repeated. */
export const prepareOnce = async (services: Services): Promise<void> => {
  const { config, couch, store, tenants } = services
  for (const tenant of tenants.keys()) {
    await bootstrapCouch(couch, { tenant, collections: collectionSetups })
    await ensureProfile(store, tenant, `Estúdio ${tenant}`)
  }
  if (config.isDemo) await seedDemo(services)
}
