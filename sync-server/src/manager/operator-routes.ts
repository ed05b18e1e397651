import {
  err,
  ManagedOperator,
  ManagedOperators,
  ok,
  OperatorChange,
  OperatorId,
  type TenantId,
} from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { hashPassword } from '../auth/passwords.ts'
import { requirePrincipal } from '../auth/require-principal.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { sendJson } from '../http/send-json.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { listRegistry } from '../registry/list-registry.ts'
import { type RegistryDocument } from '../registry/registry-documents.ts'
import { type Services } from '../services.ts'
import { endLogins } from './end-logins.ts'

const tag = 'manager'

/** Makes the manager's routes to the staff. */
export const createManagerOperatorRoutes = (services: Services): Hono<AppEnv> => {
  const { store, record } = services
  const managers = requirePrincipal(services.verifyAccessToken, ['manager'])
  return new Hono<AppEnv>()
    .get(
      '/operators',
      describeOperation({
        summary: 'Lists the staff',
        tag,
        answer: ManagedOperators,
        problems: [401, 403],
        needsToken: true,
      }),
      managers,
      async (c) =>
        sendJson(c, { operators: await listOperators(services, c.var.principal.tenantId) }),
    )
    .put(
      '/operators/:id',
      describeOperation({
        summary:
          'Adds or changes a member of staff; a new password or a closed account ends their logins',
        tag,
        body: OperatorChange,
        answer: ManagedOperator,
        problems: [400, 401, 403, 409, 413, 415, 422],
        needsToken: true,
      }),
      managers,
      jsonBody(OperatorChange),
      async (c) => {
        const { tenantId, operator: by = null } = c.var.principal
        const id = v.safeParse(OperatorId, c.req.param('id'))
        if (!id.success) return problem(c, badId)
        const { password, ...change } = c.req.valid('json')
        if (!(await keepsAManager(services, tenantId, { id: id.output, ...change })))
          return problem(c, lastManager)
        const passwordHash = password === undefined ? undefined : await hashPassword(password)
        const place = { tenantId, kind: 'operator', key: id.output } as const
        const written = await store.decide(place, (known) => {
          const hash = passwordHash ?? known?.passwordHash
          if (hash === undefined) return err('no_password' as const)
          return ok({ next: { ...change, passwordHash: hash }, value: undefined })
        })
        if (!written.ok) return problem(c, noPassword)
        if (password !== undefined || !change.isActive)
          await endLogins(services, tenantId, id.output)
        record({ kind: 'operator_changed', tenantId, operator: id.output, by })
        return c.json({ id: id.output, ...change } satisfies ManagedOperator)
      },
    )
}

const listOperators = async (
  { couch }: Services,
  tenantId: TenantId,
): Promise<readonly ManagedOperator[]> =>
  (await listRegistry(couch, tenantId, 'operator')).map(
    ({ key, document: { name, role, isActive } }) => ({
      id: v.parse(OperatorId, key),
      name,
      role,
      isActive,
    }),
  )

/** A studio without a manager could never get one back. */
const keepsAManager = async (
  services: Services,
  tenantId: TenantId,
  change: Omit<RegistryDocument<'operator'>, 'passwordHash'> & { readonly id: OperatorId },
): Promise<boolean> => {
  const operators = await listOperators(services, tenantId)
  return [...operators.filter(({ id }) => id !== change.id), change].some(
    ({ role, isActive }) => role === 'manager' && isActive,
  )
}

const badId: ProblemAnswer = {
  code: 'invalid_login',
  status: 422,
  title: 'This is no login name',
  detail: 'A login is 2 to 32 small letters, digits, dots and dashes, a letter first.',
}
const lastManager: ProblemAnswer = {
  code: 'last_manager',
  status: 409,
  title: 'The studio would be left without a manager',
}
const noPassword: ProblemAnswer = {
  code: 'password_missing',
  status: 422,
  title: 'Somebody new needs a password',
}
