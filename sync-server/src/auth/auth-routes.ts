import {
  LoginRequest,
  LoginResponse,
  OperatorId,
  RefreshRequest,
  RefreshResponse,
  StaffNames,
} from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { describeOperation } from '../api-docs/describe-operation.ts'
import { type AppEnv } from '../http/app-env.ts'
import { jsonBody } from '../http/json-body.ts'
import { sendJson } from '../http/send-json.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { listRegistry } from '../registry/list-registry.ts'
import { profileOf } from '../registry/profile.ts'
import { type Services } from '../services.ts'
import { type LoginRefusal } from './log-in.ts'
import { type RenewalRefusal } from './renew.ts'
import { requirePrincipal } from './require-principal.ts'
import { accessSeconds } from './tokens.ts'

/** Makes the routes by which operators log in on a tablet and stay logged in. */
export const createAuthRoutes = (services: Services): Hono<AppEnv> => {
  const { logIn, renew, tokens, registry, record } = services
  return new Hono<AppEnv>()
    .post(
      '/login',
      describeOperation({
        summary: 'Lets an operator act on the tablet that holds a key, for seven days',
        tag: 'auth',
        body: LoginRequest,
        answer: LoginResponse,
        problems: [400, 401, 403, 409, 413, 415, 422, 429],
      }),
      jsonBody(LoginRequest),
      async (c) => {
        const request = c.req.valid('json')
        const entered = await logIn(request)
        if (!entered.ok) {
          record({ kind: 'login_refused', tenantId: request.tenant, reason: entered.error.kind })
          return problem(c, loginProblem(entered.error))
        }
        const { tenantId, device, grant, refreshToken } = entered.value
        const { operator, role } = grant
        record({ kind: 'operator_logged_in', tenantId, operator, device, grant: grant.id })
        return c.json({
          device,
          grant,
          profile: await profileOf(registry, tenantId),
          accessToken: await tokens.issueAccess({
            tenantId,
            device,
            kind: 'tablet',
            role,
            operator,
            grant: grant.id,
          }),
          refreshToken,
          expiresInSeconds: accessSeconds,
        })
      },
    )
    .post(
      '/refresh',
      describeOperation({
        summary: 'Exchanges a refresh token, which is good once, for a fresh access token',
        tag: 'auth',
        body: RefreshRequest,
        answer: RefreshResponse,
        problems: [400, 401, 413, 415, 422],
      }),
      jsonBody(RefreshRequest),
      async (c) => {
        const { refreshToken, next } = c.req.valid('json')
        const renewed = await renew(refreshToken, next)
        if (!renewed.ok) {
          const { error } = renewed
          if (error.kind === 'reused')
            record({
              kind: 'refresh_token_reused',
              tenantId: error.tenantId,
              device: error.device,
            })
          return problem(c, renewalRefusals[error.kind])
        }
        return c.json({
          accessToken: await tokens.issueAccess(renewed.value.principal),
          refreshToken: renewed.value.refreshToken,
          expiresInSeconds: accessSeconds,
        })
      },
    )
    .get(
      '/staff',
      describeOperation({
        summary: 'Names the staff, so that a tablet can say who called first',
        tag: 'auth',
        answer: StaffNames,
        problems: [401, 403],
        needsToken: true,
      }),
      requirePrincipal(services.verifyAccessToken, ['operator', 'manager']),
      async (c) => {
        const operators = await listRegistry(services.couch, c.var.principal.tenantId, 'operator')
        return sendJson(c, {
          staff: operators.map(({ key, document: { name } }) => ({
            operator: v.parse(OperatorId, key),
            name,
          })),
        } satisfies StaffNames)
      },
    )
}

const loginProblem = (refusal: LoginRefusal): ProblemAnswer => {
  switch (refusal.kind) {
    case 'locked':
      return {
        code: 'locked',
        status: 429,
        title: 'Too many attempts',
        detail: `Wait ${refusal.retryAfterSeconds} seconds.`,
        retryAfterSeconds: refusal.retryAfterSeconds,
      }
    case 'wrong_login':
      return { code: 'wrong_login', status: 401, title: 'Name or password is wrong' }
    case 'revoked':
      return { code: 'revoked', status: 403, title: 'This tablet was shut out' }
    case 'not_a_tablet':
      return {
        code: 'not_a_tablet',
        status: 409,
        title: 'This key belongs to a device of another kind',
      }
  }
}

const renewalRefusals: Readonly<Record<RenewalRefusal['kind'], ProblemAnswer>> = {
  unknown: { code: 'refresh_unknown', status: 401, title: 'The refresh token is not valid' },
  ended: { code: 'session_ended', status: 401, title: 'This login has ended' },
  reused: {
    code: 'refresh_reused',
    status: 401,
    title: 'The refresh token was used before',
    detail: 'The login was ended because somebody else may have the token. Log in again.',
  },
  revoked: { code: 'revoked', status: 401, title: 'This tablet was shut out' },
}
