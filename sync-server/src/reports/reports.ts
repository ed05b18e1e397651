import { type CouchServer } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import { type Hono } from 'hono'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { createBackground } from '../background/background.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { type Registry } from '../registry/registry.ts'
import { createReportMaker, type ReportMaker } from './make-reports.ts'
import { createMetricsCsvRoutes, createReportRoutes } from './report-routes.ts'
import { createReportStore } from './report-store.ts'

/** What reports are built on; `nowMs` gives ms since 1970. */
export interface ReportsOptions {
  readonly couch: CouchServer
  readonly registry: Registry
  readonly store: RegistryStore
  readonly tenants: ReadonlyMap<TenantId, unknown>
  readonly verifyAccessToken: VerifyAccessToken
  readonly nowMs: () => number
  readonly onTrouble: (error: unknown) => void
}

/** The reports of all tenants: routes to mount, and the work at night. */
export interface Reports extends AsyncDisposable {
  readonly routes: Hono<AppEnv>
  readonly metricsCsvRoutes: Hono<AppEnv>
  readonly maker: ReportMaker
  /** Starts the nightly work, once the databases are there. */
  readonly start: () => void
}

/** How often is looked for what is due, in milliseconds; so long after 00:05 a report may come. */
const lookEveryMs = 60_000

/** Builds the reports. */
export const createReports = (options: ReportsOptions): Reports => {
  const { couch, registry, store: registryStore, tenants, nowMs, verifyAccessToken } = options
  const background = createBackground(options.onTrouble)
  const store = createReportStore(couch)
  const maker = createReportMaker({ couch, registry, store, clock: nowMs })
  const deps = { couch, registryStore, store, maker, registry, verifyAccessToken, nowMs }
  return {
    routes: createReportRoutes(deps),
    metricsCsvRoutes: createMetricsCsvRoutes(deps),
    maker,
    start: () => {
      for (const tenantId of tenants.keys())
        background.repeat(lookEveryMs, () => maker.makeDue(tenantId))
    },
    [Symbol.asyncDispose]: () => background[Symbol.asyncDispose](),
  }
}
