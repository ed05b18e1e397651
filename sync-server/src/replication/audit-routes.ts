import { type CouchServer } from '@totem/couchdb'
import { AuditFindings, ChainChecks, DeviceId } from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { type Principal } from '../auth/principal.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type AppEnv } from '../http/app-env.ts'
import { sendJson } from '../http/send-json.ts'
import { registryDocuments } from '../registry/registry-documents.ts'

/** What the manager's view of the audit works with. */
export interface AuditRoutesDeps {
  readonly couch: CouchServer
  readonly verifyAccessToken: VerifyAccessToken
  readonly verifyChains: (
    tenantId: Principal['tenantId'],
  ) => Promise<v.InferOutput<typeof ChainChecks>>
}

/** So many findings are shown; more mean that one device makes all of them. */
const maxShown = 500

/** Makes the manager's view of what the audit found, to be mounted at `/audit`. */
export const createAuditRoutes = (deps: AuditRoutesDeps): Hono<AppEnv> => {
  const { couch, verifyChains } = deps
  const managers = requirePrincipal(deps.verifyAccessToken, ['manager'])
  const routes = new Hono<AppEnv>()

  routes.post(
    '/verify',
    describeOperation({
      summary: 'Checks every signature and every chain of the studio; changes nothing',
      tag: 'audit',
      answer: ChainChecks,
      problems: [401, 403],
      needsToken: true,
    }),
    managers,
    async (c) => sendJson(c, await verifyChains(c.var.principal.tenantId)),
  )

  routes.get(
    '/',
    describeOperation({
      summary: 'Gives torn audit chains and ticket numbers that were given twice',
      tag: 'audit',
      answer: AuditFindings,
      problems: [401, 403],
      needsToken: true,
    }),
    managers,
    async (c) => {
      const registry = tenantDatabase(couch, c.var.principal.tenantId, 'registry')
      const find = async (kind: 'chain' | 'clone') =>
        (
          await registry.find({
            selector: { _id: { $gt: `${kind}:`, $lt: `${kind}:\ufff0` } },
            limit: maxShown,
          })
        ).docs
      const [chains, clones] = await Promise.all([find('chain'), find('clone')])
      return sendJson(c, {
        chains: chains.flatMap((stored) => {
          const device = v.safeParse(DeviceId, stored._id.slice('chain:'.length))
          const chain = v.safeParse(registryDocuments.chain, stored)
          if (!device.success || !chain.success || chain.output.alarm === null) return []
          return [{ device: device.output, ...chain.output.alarm }]
        }),
        clones: clones.flatMap((stored) => {
          const clone = v.safeParse(registryDocuments.clone, stored)
          return clone.success ? [clone.output] : []
        }),
      } satisfies v.InferOutput<typeof AuditFindings>)
    },
  )
  return routes
}
