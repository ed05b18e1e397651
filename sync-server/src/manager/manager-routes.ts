import { Hono } from 'hono'
import { type AppEnv } from '../http/app-env.ts'
import { type Services } from '../services.ts'
import { createManagerCatalogRoutes } from './catalog-routes.ts'
import { createConsentTextRoutes } from './consent-texts/consent-texts-routes.ts'
import { createManagerDeviceRoutes } from './device-routes.ts'
import { createManagerOperatorRoutes } from './operator-routes.ts'

/** Makes what a manager rules a studio with, to be mounted at `/manager`. */
export const createManagerRoutes = (services: Services): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .route('/', createManagerDeviceRoutes(services))
    .route('/', createManagerCatalogRoutes(services))
    .route('/', createManagerOperatorRoutes(services))
    .route('/', createConsentTextRoutes(services))
