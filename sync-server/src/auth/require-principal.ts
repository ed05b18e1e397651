import { type MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { type AppEnv } from '../http/app-env.ts'
import { problem, type ProblemAnswer } from '../problem/problem.ts'
import { type Principal } from './principal.ts'
import { type AccessRefusal, type VerifyAccessToken } from './verify-access-token.ts'

/** Makes the middleware that lets certain roles in; handlers then find out who asks in `c.var.principal`. */
export const requirePrincipal = (
  verifyAccessToken: VerifyAccessToken,
  roles: readonly Principal['role'][],
): MiddlewareHandler<AppEnv> =>
  createMiddleware(async (c, next) => {
    const token = /^Bearer ([\w.~+/-]{1,4000}=*)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (token === undefined) return refuse('missing')
    const verified = await verifyAccessToken(token)
    if (!verified.ok) return refuse(verified.error)
    if (!roles.includes(verified.value.role))
      return problem(c, { code: 'forbidden', status: 403, title: 'Your role may not do this' })
    c.set('principal', verified.value)
    return next()

    function refuse(reason: AccessRefusal | 'missing'): Response {
      c.header('WWW-Authenticate', 'Bearer')
      return problem(c, refusals[reason])
    }
  })

const refusals: Readonly<Record<AccessRefusal | 'missing', ProblemAnswer>> = {
  missing: { code: 'token_missing', status: 401, title: 'An access token is needed' },
  invalid: { code: 'token_invalid', status: 401, title: 'The access token is not valid' },
  expired: { code: 'token_expired', status: 401, title: 'The access token has ended' },
  revoked: {
    code: 'revoked',
    status: 401,
    title: 'This device was shut out',
    detail: 'A manager revoked it. What it still holds can be handed in for review.',
  },
}
