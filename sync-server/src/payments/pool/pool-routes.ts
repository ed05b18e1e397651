import { type CouchServer } from '@totem/couchdb'
import {
  PoolRequest,
  PoolResponse,
  Service,
  signOfflineTerms,
  type ServiceCode,
  type TenantId,
} from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../../api-docs/describe-operation.ts'
import { requirePrincipal } from '../../auth/require-principal.ts'
import { type VerifyAccessToken } from '../../auth/verify-access-token.ts'
import { tenantDatabase } from '../../database/tenant-database.ts'
import { type AppEnv } from '../../http/app-env.ts'
import { jsonBody } from '../../http/json-body.ts'
import { problem } from '../../problem/problem.ts'
import { type OfflineRulesStore } from '../envelope/offline-rules.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { type PricedService } from './pool-parts.ts'
import { servePool } from './serve-pool.ts'

/** What the route of pools works with. */
export interface PoolRoutesDeps {
  readonly world: PaymentsWorld
  readonly couch: CouchServer
  readonly rules: OfflineRulesStore
  /** The money of a tenant; `undefined` where nobody takes Pix. */
  readonly tenantOf: (tenantId: TenantId) => TenantPayments | undefined
  readonly verifyAccessToken: VerifyAccessToken
}

/** How long a kiosk's whole request may keep the bank busy, in ms: the kiosk waits a little longer. */
const bankMs = 20_000

/** So many services at most; a price list is short. */
const maxServices = 200

/** Makes the route by which kiosks fill their pools, to be mounted at `/payments`. */
export const createPoolRoutes = (deps: PoolRoutesDeps): Hono<AppEnv> => {
  const { world, couch, rules, tenantOf, verifyAccessToken } = deps
  return new Hono<AppEnv>().post(
    '/pool',
    describeOperation({
      summary:
        'Makes Pix charges for a kiosk in advance, withdraws those it will never show, and gives it the signed limits of selling on trust',
      tag: 'payments',
      body: PoolRequest,
      answer: PoolResponse,
      problems: [400, 401, 403, 413, 415, 422, 503],
      needsToken: true,
    }),
    requirePrincipal(verifyAccessToken, ['kiosk']),
    jsonBody(PoolRequest),
    async (c) => {
      const { tenantId, device } = c.var.principal
      const tenant = tenantOf(tenantId)
      if (tenant === undefined)
        return problem(c, {
          code: 'no_payment_provider',
          status: 503,
          title: 'No payment provider is set up for this tenant',
          detail: 'Set PIX_KEYS for it. Until then tickets are paid at the desk.',
        })
      const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(bankMs)])
      const payments = tenantDatabase(couch, tenantId, 'payments')
      const prices = await pricesOf(couch, tenantId)
      const parts = { world, tenant, payments, device, prices, signal }
      const served = await servePool(parts, c.req.valid('json'))
      world.metrics.charges.inc({ outcome: 'pooled' }, served.charges.length)
      // Signed last: the minutes of the envelope run from the moment the kiosk hears us.
      const terms = { ...(await rules.read(tenantId)), tenantId, device, issuedAt: world.nowMs() }
      return c.json({ ...served, terms: signOfflineTerms(terms, tenant.settlementKey) })
    },
  )
}

const pricesOf = async (
  couch: CouchServer,
  tenantId: TenantId,
): Promise<ReadonlyMap<ServiceCode, PricedService>> => {
  const catalog = tenantDatabase(couch, tenantId, 'catalog')
  const { docs } = await catalog.find({ selector: { active: true }, limit: maxServices })
  return new Map(
    docs.flatMap((stored) => {
      const service = v.safeParse(Service, { ...stored, id: stored._id })
      return service.success ? [[service.output.id, service.output] as const] : []
    }),
  )
}
