import { type MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { type Logger } from '../logger.ts'
import { type Metrics } from '../metrics.ts'
import { type AppEnv } from './app-env.ts'

/** Asked every few seconds by machines: worth a line only where everything is logged. */
const quietRoutes = new Set(['/healthz', '/readyz', '/metrics'])

/** Thousands a day from every studio, counted in the metrics: only what failed is worth a line. */
const busyRoutes = new Set(['/sync/:collection/push', '/sync/:collection/pull'])

/**
 * Makes the middleware that times, counts and logs each request by its route template. The
 * address itself is not logged: it may hold a webhook's token.
 */
export const requestRecord = (logger: Logger, metrics: Metrics): MiddlewareHandler<AppEnv> =>
  createMiddleware(async (c, next) => {
    const startedAt = performance.now()
    await next()
    const ms = performance.now() - startedAt
    const route = routePath(c, -1)
    const labels = { method: c.req.method, route, status: c.res.status }
    metrics.httpDuration.observe(labels, ms / 1_000)
    const facts = {
      requestId: c.get('requestId'),
      ...labels,
      ms: Math.round(ms * 10) / 10,
      ...appBuildOf(c.req.header('totem-app-build')),
    }
    const isQuiet = quietRoutes.has(route) || (busyRoutes.has(route) && c.res.status < 400)
    logger[isQuiet ? 'debug' : 'info'](facts, 'request')
  })

/** What an app says of itself may be anything: only the name of a build reaches the log. */
const appBuildOf = (header: string | undefined): { readonly appBuild?: string } =>
  header !== undefined && /^[\w.-]{1,60}$/.test(header) ? { appBuild: header } : {}
