import { type CouchServer } from '@totem/couchdb'
import { type TenantId, type Ticket } from '@totem/shared-schema'
import { type Hono } from 'hono'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type Config } from '../config.ts'
import { type RecordEvent } from '../events.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type Logger } from '../logger.ts'
import { type Metrics } from '../metrics.ts'
import { type ChangeFeeds } from '../replication/change-feed.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { createEnvelopeRoutes } from './envelope/envelope-routes.ts'
import { createOfflineRulesStore } from './envelope/offline-rules.ts'
import { createHookRoutes } from './hooks/hook-routes.ts'
import { registerWebhook } from './hooks/register-webhook.ts'
import { openGate, type WebhookGate } from './hooks/webhook-gate.ts'
import { webhookToken } from './hooks/webhook-token.ts'
import { createPaymentMetrics } from './payment-metrics.ts'
import { createPaymentRoutes } from './payment-routes.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { createPoolRoutes } from './pool/pool-routes.ts'
import { type PaymentProvider } from './provider.ts'
import { createReviewRoutes } from './review/review-routes.ts'
import { openDesk, type TenantDesk, withEarlier } from './tenant-desk.ts'
import { createTenantPayments, type TenantPayments } from './tenant-payments.ts'
import { createBackground } from '../background/background.ts'
import { followTickets } from './watch/follow-tickets.ts'
import { endSweeping, sweep } from './watch/sweep.ts'

/** What payments are built on. */
export interface PaymentsOptions {
  readonly couch: CouchServer
  /** Keeps what managers decide about selling without the gateway. */
  readonly store: RegistryStore
  readonly config: Pick<Config, 'pix'>
  readonly feeds: ChangeFeeds
  readonly tenants: ReadonlyMap<TenantId, TenantKeys>
  /** Who moves the money of each tenant; one that is not named takes no Pix. */
  readonly providers: ReadonlyMap<TenantId, PaymentProvider>
  /** Providers of other kinds that these took over from, for the charges they made. */
  readonly earlier?: ReadonlyMap<TenantId, readonly PaymentProvider[]>
  /** Whose calls are let in at the webhooks; everybody's, unless told otherwise. */
  readonly gate?: WebhookGate
  /** Every secret that webhook addresses are believed under; new ones are made with the first. */
  readonly webhookSecrets: readonly [string, ...string[]]
  readonly verifyAccessToken: VerifyAccessToken
  readonly metrics: Metrics
  readonly logger: Logger
  readonly record: RecordEvent
  readonly nowMs: () => number
  /** Names this gateway among others. */
  readonly holder: string
  /** Ms between the sweeps that find what no webhook told. */
  readonly sweepIntervalMs?: number
}

/** The money of all tenants: routes to mount at `/payments`, and work behind them. */
export interface Payments extends AsyncDisposable {
  readonly routes: Hono<AppEnv>
  /** Those of them that banks call, for a port of their own. */
  readonly hookRoutes: Hono<AppEnv>
  /** Starts the work in the background; `callbackOrigin` is where providers reach this gateway. */
  readonly start: (callbackOrigin: string) => void
}

/** Open charges are asked for at least every 20 s (design §5), the questions themselves included. */
const defaultSweepIntervalMs = 15_000

/** How long handling one call may ask the bank, in ms; the sweep does the rest. */
const handlingMs = 10_000

/** Builds payments; nothing is asked of anybody before `start`. */
export const createPayments = (options: PaymentsOptions): Payments => {
  const { couch, feeds, logger, holder, verifyAccessToken, webhookSecrets } = options
  const { sweepIntervalMs: intervalMs = defaultSweepIntervalMs } = options
  const world: PaymentsWorld = {
    nowMs: options.nowMs,
    endAfter: (ms) => AbortSignal.timeout(ms),
    record: options.record,
    metrics: createPaymentMetrics(options.metrics.register),
  }
  const soon = (): AbortSignal =>
    AbortSignal.any([background.closing, AbortSignal.timeout(handlingMs)])
  const onTrouble = (error: unknown): void => logger.warn({ err: error }, 'payments_trouble')
  const background = createBackground(onTrouble)
  const desks = openDesks(world, options)
  const rules = createOfflineRulesStore(options.store, options.config.pix.keys)
  const hookRoutes = createHookRoutes({
    world,
    desks,
    gate: options.gate ?? openGate,
    webhookSecrets,
    handleSoon: (receiver, id) => background.run(() => receiver.handle(id, soon())),
  })
  const tenantOf = (tenantId: TenantId): TenantPayments | undefined => desks.get(tenantId)?.tenant

  const startDesk = ({ tenant, settling, receiver }: TenantDesk, origin: string): void => {
    const { tenantId, provider } = tenant
    const { closing } = background
    const token = webhookToken(webhookSecrets[0], { tenantId, provider: provider.key })
    const url = `${origin}/payments/webhook/${provider.key}/${token}`
    background.detach(() => registerWebhook(world, tenant, { url, closing }))
    const parts = { tenant, settling, receiver, holder, intervalMs, onTrouble }
    background.repeat(intervalMs, () => sweep(world, parts, closing))
  }

  const followTenant = (desk: TenantDesk): void => {
    const { closing } = background
    const onTicket = (ticket: Ticket): void => {
      for (const { settling } of withEarlier(desk))
        background.run(async () => {
          for (const id of await settling.meet(ticket)) await settling.attend(id, soon())
          await settling.callOff(ticket, soon())
        })
    }
    const { tenantId } = desk.tenant
    background.detach(() => followTickets({ feeds, tenantId, closing, onTicket }))
  }

  return {
    hookRoutes,
    routes: createPaymentRoutes({
      world,
      desks,
      verifyAccessToken,
    })
      .route('/', hookRoutes)
      .route('/', createReviewRoutes({ world, desks, verifyAccessToken }))
      .route('/', createPoolRoutes({ world, couch, rules, verifyAccessToken, tenantOf }))
      .route('/', createEnvelopeRoutes({ ...options, rules })),
    start: (callbackOrigin) => {
      for (const tenantId of options.tenants.keys())
        if (!desks.has(tenantId)) logger.warn({ tenantId }, 'tenant_without_payment_provider')
      for (const current of desks.values()) {
        followTenant(current)
        for (const desk of withEarlier(current)) startDesk(desk, callbackOrigin)
      }
    },
    [Symbol.asyncDispose]: async () => {
      await background[Symbol.asyncDispose]()
      for (const { tenant } of [...desks.values()].flatMap(withEarlier))
        await endSweeping({ tenant, holder }).catch((error: unknown) =>
          logger.debug({ err: error }, 'lease_not_returned'),
        )
    },
  }
}

const openDesks = (
  world: PaymentsWorld,
  { couch, tenants, providers, earlier: earlierProviders = new Map() }: PaymentsOptions,
): ReadonlyMap<TenantId, TenantDesk> => {
  const desks = new Map<TenantId, TenantDesk>()
  for (const [tenantId, { settlement: settlementKey }] of tenants) {
    const provider = providers.get(tenantId)
    if (provider === undefined) continue
    const others = earlierProviders.get(tenantId) ?? []
    const keys = [provider, ...others].map(({ key }) => key)
    const open = (at: PaymentProvider): TenantPayments => {
      const otherDesks = keys.filter((key) => key !== at.key)
      return createTenantPayments(couch, { tenantId, provider: at, settlementKey, otherDesks })
    }
    const earlier = others.map((each) => openDesk(world, open(each)))
    desks.set(tenantId, openDesk(world, open(provider), earlier))
  }
  return desks
}
