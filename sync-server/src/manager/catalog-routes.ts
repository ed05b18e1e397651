import { type Database } from '@totem/couchdb'
import {
  ManagedCatalog,
  type OperatorId,
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
import { keepSafety } from './consent-texts/keep-safety.ts'
import { listServices } from './list-services.ts'

const tag = 'manager'

/** So many managers at once on one service mean that something else is wrong. */
const attempts = 20

/** Makes the manager's routes to the catalogue. */
export const createManagerCatalogRoutes = (services: Services): Hono<AppEnv> => {
  const { couch, record, store, nowMs } = services
  const managers = requirePrincipal(services.verifyAccessToken, ['manager'])
  const open = (tenantId: TenantId): Database => tenantDatabase(couch, tenantId, 'catalog')
  /** The safety notices before and after are put away first and last: each that was ever shown can be read back. */
  const putKept = async (
    tenantId: TenantId,
    { id, ...service }: Service,
    by: OperatorId | null,
  ): Promise<void> => {
    const stored = await open(tenantId).get(id)
    const before = v.safeParse(Service, { ...stored, id })
    const hadSafety = before.success && before.output.safety !== undefined
    if (hadSafety) await keepSafety(store, before.output, { at: null, by: null })
    await putOver(open(tenantId), id, service)
    if (hadSafety || service.safety !== undefined)
      await keepSafety(store, { ...service, id }, { at: nowMs(), by })
  }
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
      async (c) =>
        sendJson(c, { services: [...(await listServices(couch, c.var.principal.tenantId))] }),
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
        await putKept(tenantId, { ...change, id: code.output }, by)
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
