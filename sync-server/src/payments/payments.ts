import { type CouchServer } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import { type Hono } from 'hono'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type RecordEvent } from '../events.ts'
import { type AppEnv } from '../http/app-env.ts'
import { type Logger } from '../logger.ts'
import { type Metrics } from '../metrics.ts'
import { type ChangeFeeds } from '../replication/change-feed.ts'
import { type TenantKeys } from '../secrets/tenant-keys.ts'
import { registerWebhook } from './hooks/register-webhook.ts'
import { webhookToken } from './hooks/webhook-token.ts'
import { createPaymentMetrics } from './payment-metrics.ts'
import { createPaymentRoutes } from './payment-routes.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { type PaymentProvider } from './provider.ts'
import { openDesk, type TenantDesk } from './tenant-desk.ts'
import { createTenantPayments } from './tenant-payments.ts'
import { createBackground } from './watch/background.ts'
import { followTickets } from './watch/follow-tickets.ts'
import { endSweeping, sweep } from './watch/sweep.ts'

/** What payments are built on. */
export interface PaymentsOptions {
  readonly couch: CouchServer
  readonly feeds: ChangeFeeds
  readonly tenants: ReadonlyMap<TenantId, TenantKeys>
  /** Who moves the money of each tenant; one that is not named takes no Pix. */
  readonly providers: ReadonlyMap<TenantId, PaymentProvider>
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
  /** Starts the work in the background; `callbackOrigin` is where providers reach this gateway. */
  readonly start: (callbackOrigin: string) => void
}

/** Open charges are asked for at least every 20 s (design §5), the questions themselves included. */
const defaultSweepIntervalMs = 15_000

/** How long handling one call may ask the bank, in ms; the sweep does the rest. */
const handlingMs = 10_000

/** Builds payments; nothing is asked of anybody before `start`. */
export const createPayments = (options: PaymentsOptions): Payments => {
  const { feeds, logger, holder, webhookSecrets } = options
  const { sweepIntervalMs: intervalMs = defaultSweepIntervalMs } = options
  const world: PaymentsWorld = {
    nowMs: options.nowMs,
    record: options.record,
    metrics: createPaymentMetrics(options.metrics.register),
  }
  const onTrouble = (error: unknown): void => logger.warn({ err: error }, 'payments_trouble')
  const background = createBackground(onTrouble)
  const desks = openDesks(world, options)

  const startTenant = ({ tenant, settling, receiver }: TenantDesk, origin: string): void => {
    const { tenantId, provider } = tenant
    const { closing } = background
    const token = webhookToken(webhookSecrets[0], { tenantId, provider: provider.key })
    const url = `${origin}/payments/webhook/${provider.key}/${token}`
    background.detach(() => registerWebhook(world, tenant, { url, closing }))
    background.detach(() =>
      followTickets({
        feeds,
        tenantId,
        closing,
        onTicket: (ticketId) => {
          for (const id of settling.waitingFor(ticketId)) background.run(() => settling.match(id))
        },
      }),
    )
    const parts = { tenant, settling, receiver, holder, intervalMs, onTrouble }
    background.repeat(intervalMs, () => sweep(world, parts, closing))
  }

  return {
    routes: createPaymentRoutes({
      world,
      desks,
      webhookSecrets,
      verifyAccessToken: options.verifyAccessToken,
      handleSoon: (receiver, id) =>
        background.run(() =>
          receiver.handle(
            id,
            AbortSignal.any([background.closing, AbortSignal.timeout(handlingMs)]),
          ),
        ),
    }),
    start: (callbackOrigin) => {
      for (const tenantId of options.tenants.keys())
        if (!desks.has(tenantId)) logger.warn({ tenantId }, 'tenant_without_payment_provider')
      for (const desk of desks.values()) startTenant(desk, callbackOrigin)
    },
    [Symbol.asyncDispose]: async () => {
      await background[Symbol.asyncDispose]()
      for (const desk of desks.values())
        await endSweeping({ tenant: desk.tenant, holder }).catch((error: unknown) =>
          logger.debug({ err: error }, 'lease_not_returned'),
        )
    },
  }
}

const openDesks = (
  world: PaymentsWorld,
  { couch, tenants, providers }: PaymentsOptions,
): ReadonlyMap<TenantId, TenantDesk> => {
  const desks = new Map<TenantId, TenantDesk>()
  for (const [tenantId, { settlement: settlementKey }] of tenants) {
    const provider = providers.get(tenantId)
    if (provider === undefined) continue
    const tenant = createTenantPayments(couch, { tenantId, provider, settlementKey })
    desks.set(tenantId, openDesk(world, tenant))
  }
  return desks
}
