import { setTimeout as sleep } from 'node:timers/promises'
import { bootstrapCouch } from '@totem/couchdb'
import { collectionSetups } from './database/collections.ts'
import { isDatabaseUnavailable } from './database/database-unavailable.ts'
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

/** Prepares everything once; may be repeated. */
export const prepareOnce = async (services: Services): Promise<void> => {
  const { config, couch, store, tenants } = services
  for (const tenant of tenants.keys()) {
    await bootstrapCouch(couch, { tenant, collections: collectionSetups })
    await ensureProfile(store, tenant, `Estúdio ${tenant}`)
  }
  if (config.isDemo) await seedDemo(services)
}
