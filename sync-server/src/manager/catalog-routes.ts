import { type Database } from '@totem/couchdb'
import {
  ManagedCatalog,
  Service,
  ServiceChange,
  ServiceCode,
  type TenantId,
} from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { sendJson } from '../http/send-json.ts'
import { problem } from '../problem/problem.ts'
import { type Services } from '../services.ts'

const tag = 'manager'

/** A catalogue longer than this is no studio's. */
const maxServices = 200

/** So many managers at once on one service mean that something else is wrong. */
const attempts = 20

/** Makes the manager's routes to the catalogue. */
export const createManagerCatalogRoutes = (services: Services): Hono<AppEnv> => {
  const { couch, record } = services
  const managers = requirePrincipal(services.verifyAccessToken, ['manager'])
  const open = (tenantId: TenantId): Database => tenantDatabase(couch, tenantId, 'catalog')
  return new Hono<AppEnv>()
    .get(
      '/catalog',
      describeOperation({
        summary: 'Lists every service, also those no longer sold',
        tag,
        answer: ManagedCatalog,
        problems: [401, 403],
        needsToken: true,
      }),
      managers,
      async (c) => {
        const { docs } = await open(c.var.principal.tenantId).find({
          selector: { _id: { $gt: null } },
          limit: maxServices,
        })
        const found = docs.flatMap((stored) => {
          const service = v.safeParse(Service, { ...stored, id: stored._id })
          return service.success ? [service.output] : []
        })
        return sendJson(c, { services: found.toSorted((a, b) => a.position - b.position) })
      },
    )
    .put(
      '/catalog/:code',
      describeOperation({
        summary: 'Adds or changes a service; tickets already sold stay as they were sold',
        tag,
        body: ServiceChange,
        answer: Service,
        problems: [400, 401, 403, 413, 415, 422],
        needsToken: true,
      }),
      managers,
      jsonBody(ServiceChange),
      async (c) => {
        const { tenantId, operator: by = null } = c.var.principal
        const code = v.safeParse(ServiceCode, c.req.param('code'))
        if (!code.success)
          return problem(c, {
            code: 'invalid_code',
            status: 422,
            title: 'This is no code of a service',
            detail: 'A code is 2 to 12 capital letters and digits, a letter first.',
          })
        const change = { ...c.req.valid('json'), tenantId }
        await putOver(open(tenantId), code.output, change)
        record({ kind: 'service_changed', tenantId, service: code.output, by })
        return c.json({ ...change, id: code.output } satisfies Service)
      },
    )
}

/** Of two managers who write at once the later one wins, as people expect of a form. */
const putOver = async (
  database: Database,
  id: ServiceCode,
  body: Readonly<Record<string, unknown>>,
): Promise<void> => {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const stored = await database.get(id)
    const outcome = await database.put({
      ...body,
      _id: id,
      ...(stored === undefined ? {} : { _rev: stored._rev }),
    })
    if (outcome.kind === 'stored') return
    if (outcome.kind === 'refused') throw new Error(`catalogue: ${outcome.reason}`)
  }
  throw new Error(`${id} changed under ${attempts} attempts to write it`)
}
