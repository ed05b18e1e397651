import { type CouchServer } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import { type Hono } from 'hono'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type GatewayRole } from '../config.ts'
import { type RecordEvent } from '../events.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type Metrics } from '../metrics.ts'
import { verifyTextNatively } from '../crypto/verify-text.ts'
import { createBackground } from '../background/background.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { type Registry } from '../registry/registry.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { createAuditRoutes } from './audit-routes.ts'
import { createChainWatch } from './chain-watch.ts'
import { createChangeFeeds, type ChangeFeeds } from './change-feed.ts'
import { createCloneWatch } from './clone-watch.ts'
import { createEpochs } from './epochs.ts'
import { startHealer } from './healer.ts'
import { createLateRoutes } from './late-routes.ts'
import { createLiveRegistry } from './live-registry.ts'
import { createOrigins } from './origins.ts'
import { createQuarantine } from './quarantine.ts'
import { type PushDependencies } from './push-dependencies.ts'
import { createQuarantineRoutes } from './quarantine-routes.ts'
import { rejudgeUnknown } from './rejudge.ts'
import { createReplicationMetrics } from './replication-metrics.ts'
import { createReplicationRoutes } from './replication-routes.ts'
import { verifyChains } from './verify-chains.ts'
import { createVerifyMemory } from './verify-memory.ts'

/** What replication is built on; times are in ms. */
export interface ReplicationOptions {
  readonly couch: CouchServer
  readonly registry: Registry
  readonly store: RegistryStore
  readonly tenants: ReadonlyMap<TenantId, TenantKeys>
  /** An edge leaves healing and audit to the cloud; left out, this is the cloud. */
  readonly role?: GatewayRole
  readonly verifyAccessToken: VerifyAccessToken
  readonly metrics: Metrics
  readonly record: RecordEvent
  readonly clock: () => number
  readonly onTrouble: (error: unknown) => void
}

/** The gateway's side of replication: routes to mount, and feeds that other parts may follow. */
export interface Replication extends AsyncDisposable {
  readonly routes: Hono<AppEnv>
  /** The manager's routes to what was refused. */
  readonly quarantineRoutes: Hono<AppEnv>
  /** The manager's view of torn chains and numbers given twice. */
  readonly auditRoutes: Hono<AppEnv>
  readonly feeds: ChangeFeeds
  /** Starts the work behind the routes, once the databases are there. */
  readonly start: () => void
}

/** How often torn chains are looked for, in milliseconds. */
const auditMs = 60_000

/** Builds replication. */
export const createReplication = (options: ReplicationOptions): Replication => {
  const { couch, store, registry, metrics, record, clock, tenants, verifyAccessToken } = options
  const origins = createOrigins()
  const epochs = createEpochs(clock)
  const feeds = createChangeFeeds(couch, epochs, options.onTrouble)
  const streams = createLiveRegistry({ metrics, isRevoked: registry.isRevoked })
  const keysOf = (tenantId: TenantId): TenantKeys => {
    const keys = tenants.get(tenantId)
    if (keys === undefined) throw new Error(`no keys for tenant ${tenantId}`)
    return keys
  }
  const health = createReplicationMetrics(metrics.register)
  const background = createBackground(options.onTrouble)
  const verify = createVerifyMemory(verifyTextNatively)
  const watched = { couch, store, record, metrics: health, clock }
  const chains = createChainWatch({ ...watched, signers: registry, verify, background })
  const clones = createCloneWatch(watched)
  const { sawAdmitted, sawRefused } = chains
  const push: PushDependencies = {
    couch,
    signers: registry,
    verify,
    settlementKeys: (tenantId) => {
      const { settlement, retiredSettlementKeys } = keysOf(tenantId)
      return [settlement.publicKey, ...retiredSettlementKeys]
    },
    quarantine: createQuarantine({ couch, metrics, record, sawRefused, clock }),
    origins,
    sawAdmitted,
  }
  const routes = createReplicationRoutes({
    push,
    pull: { couch, epochs, clock },
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
  routes.route('/', createLateRoutes({ push, record }))
  return {
    routes,
    auditRoutes: createAuditRoutes({
      couch,
      verifyAccessToken,
      verifyChains: (tenantId) =>
        verifyChains({ couch, signers: registry, verify: verifyTextNatively, clock }, tenantId),
    }),
    quarantineRoutes: createQuarantineRoutes({ push, verifyAccessToken, keysOf }),
    feeds,
    start: () => {
      if (options.role === 'edge') return
      for (const tenantId of tenants.keys()) {
        background.run(async () => {
          await rejudgeUnknown(push, tenantId)
        })
        background.run(() => clones.learn(tenantId))
        background.repeat(auditMs, () => chains.auditTorn(tenantId))
      }
      startHealer({
        push,
        keysOf,
        record,
        metrics: health,
        feeds,
        epochs,
        background,
        tenants: tenants.keys(),
        onTickets: clones.look,
      })
    },
    [Symbol.asyncDispose]: async () => {
      streams[Symbol.dispose]()
      await background[Symbol.asyncDispose]()
      await feeds[Symbol.asyncDispose]()
    },
  }
}
