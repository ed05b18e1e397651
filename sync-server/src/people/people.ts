import { type Hono } from 'hono'
import { createBackground } from '../background/background.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type Services } from '../services.ts'
import { replayErasures } from './erase-person.ts'
import { createPeopleRoutes } from './people-routes.ts'

/** What people may ask about their data, and the watch over what was erased. */
export interface People extends AsyncDisposable {
  readonly routes: Hono<AppEnv>
  /** Starts the watch, once the databases are there. */
  readonly start: () => void
}

/** How often is looked whether a database was restored, in milliseconds. */
const lookEveryMs = 60_000

/** Builds it. */
export const createPeople = (services: Services, onTrouble: (error: unknown) => void): People => {
  const { couch, tenants } = services
  const background = createBackground(onTrouble)
  return {
    routes: createPeopleRoutes(services),
    start: () => {
      for (const tenantId of tenants.keys()) {
        let seen = ''
        background.repeat(lookEveryMs, async () => {
          const epochs = await Promise.all(
            (['customers', 'quarantine', 'payments'] as const).map((collection) =>
              tenantDatabase(couch, tenantId, collection).epoch(),
            ),
          )
          const now = epochs.join()
          // A database that begins another life came from a backup, which may remember who was erased.
          if (now === seen) return
          await replayErasures(couch, tenantId)
          seen = now
        })
      }
    },
    [Symbol.asyncDispose]: () => background[Symbol.asyncDispose](),
  }
}
