import { type MiddlewareHandler } from 'hono'
import { respondProblem, respondUnauthorized } from '../api/problem.ts'
import { type Scope } from './scope.ts'
import { type Tokens } from './tokens.ts'

/** Guards a route: 401 without a living token, 403 when the token lacks the permission. */
export const requireScope =
  (tokens: Tokens, scope: Scope): MiddlewareHandler =>
  async (c, next) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]
    const granted = token === undefined ? undefined : tokens.scopesOf(token)
    if (granted === undefined) return respondUnauthorized(c)
    if (!granted.includes(scope))
      return respondProblem(c, 'AcessoNegado', { detail: `O token não tem o escopo ${scope}.` })
    await next()
    return undefined
  }
