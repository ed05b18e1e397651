import { type Handler, Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { createApiDocsRoutes } from './api-docs/api-docs-routes.ts'
import { createAuthRoutes } from './auth/auth-routes.ts'
import { createDeviceRoutes } from './auth/device-routes.ts'
import { createHealthRoutes } from './health/health-routes.ts'
import { type AppEnv } from './http/app-env.ts'
import { buildIdHeader } from './http/build-id.ts'
import { noStore } from './http/no-store.ts'
import { plainPathOnly } from './http/plain-path.ts'
import { requestRecord } from './http/request-record.ts'
import { securityHeaders } from './http/security-headers.ts'
import { problem } from './problem/problem.ts'
import { createErrorHandler, notFound } from './problem/problem-handlers.ts'
import { type Services } from './services.ts'
import { createLandingRoutes } from './static/landing-routes.ts'
import { createPwaRoutes } from './static/pwa-routes.ts'

/** A part of the gateway that is plugged in at an address, such as `/sync`. */
export interface MountedRoutes {
  readonly path: `/${string}`
  readonly routes: Hono<AppEnv>
}

/** Makes the whole gateway as one function from request to answer; it opens nothing. */
export const createApp = (
  services: Services,
  mounted: readonly MountedRoutes[] = [],
): Hono<AppEnv> => {
  const { config, logger, metrics, readiness } = services
  const app = new Hono<AppEnv>()
  app.onError(createErrorHandler(logger))
  app.notFound(notFound)
  app.use(
    requestId(),
    requestRecord(logger, metrics),
    securityHeaders(config.publicUrl),
    buildIdHeader,
    noStore,
    plainPathOnly,
  )
  app.route('/', createHealthRoutes(readiness, metrics))
  app.route('/auth', createAuthRoutes(services))
  if (config.role === 'edge') app.post('/devices/pair', pairInTheCloud)
  app.route('/devices', createDeviceRoutes(services))
  for (const { path, routes } of mounted) app.route(path, routes)
  app.route('/', createApiDocsRoutes(app))
  app.route('/', createLandingRoutes())
  for (const [name, dist] of Object.entries(config.apps))
    app.route(`/${name}`, createPwaRoutes(name, dist))
  return app
}

/** Letters and codes are given out in one place. */
const pairInTheCloud: Handler<AppEnv> = (c) =>
  problem(c, {
    code: 'pairing_in_the_cloud',
    status: 403,
    title: 'Devices are paired by the cloud gateway',
    detail:
      'This gateway stands in the studio. Open the pairing link under the address of the cloud.',
  })
