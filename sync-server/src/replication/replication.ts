import { type CouchServer } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import { type Hono } from 'hono'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type Metrics } from '../metrics.ts'
import { type Registry } from '../registry/registry.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { createChangeFeeds, type ChangeFeeds } from './change-feed.ts'
import { createEpochs } from './epochs.ts'
import { createLiveRegistry } from './live-registry.ts'
import { createOrigins } from './origins.ts'
import { createQuarantine } from './quarantine.ts'
import { createReplicationRoutes } from './replication-routes.ts'

/** What replication is built on; times are in ms. */
export interface ReplicationOptions {
  readonly couch: CouchServer
  readonly registry: Registry
  readonly tenants: ReadonlyMap<TenantId, TenantKeys>
  readonly verifyAccessToken: VerifyAccessToken
  readonly metrics: Metrics
  readonly clock: () => number
  readonly onTrouble: (error: unknown) => void
}

/** The gateway's side of replication: routes to mount, and feeds that other parts may follow. */
export interface Replication extends AsyncDisposable {
  readonly routes: Hono<AppEnv>
  readonly feeds: ChangeFeeds
}

/** Builds replication. */
export const createReplication = (options: ReplicationOptions): Replication => {
  const { couch, registry, metrics, clock, tenants, verifyAccessToken } = options
  const origins = createOrigins()
  const epochs = createEpochs(clock)
  const feeds = createChangeFeeds(couch, epochs, options.onTrouble)
  const streams = createLiveRegistry({ metrics, isRevoked: registry.isRevoked })
  const keysOf = (tenantId: TenantId): TenantKeys => {
    const keys = tenants.get(tenantId)
    if (keys === undefined) throw new Error(`no keys for tenant ${tenantId}`)
    return keys
  }
  const routes = createReplicationRoutes({
    push: {
      couch,
      signers: registry,
      settlementKeys: (tenantId) => {
        const { settlement, retiredSettlementKeys } = keysOf(tenantId)
        return [settlement.publicKey, ...retiredSettlementKeys]
      },
      quarantine: createQuarantine(couch, metrics, clock),
      origins,
    },
    pull: { couch, epochs, origins, clock },
    live: {
      feeds,
      origins,
      clock,
      authenticate: async (token) => {
        const verified = await verifyAccessToken(token)
        return verified.ok ? verified.value : undefined
      },
      onOpen: streams.add,
    },
    verifyAccessToken,
    keysOf,
    metrics,
  })
  return {
    routes,
    feeds,
    [Symbol.asyncDispose]: async () => {
      streams[Symbol.dispose]()
      await feeds[Symbol.asyncDispose]()
    },
  }
}
