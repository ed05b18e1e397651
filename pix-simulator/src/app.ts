import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createCobItemRoutes, createCobRoutes } from './api/cob-routes.ts'
import { createPixRoutes } from './api/pix-routes.ts'
import { respondProblem, respondTooLarge } from './api/problem.ts'
import { createWebhookRoutes } from './api/webhook-routes.ts'
import { type Credentials } from './auth/credentials.ts'
import { createTokenRoutes } from './auth/token-routes.ts'
import { type Tokens } from './auth/tokens.ts'
import { type Bank } from './bank/bank.ts'
import { type Pix } from './bank/journal-entry.ts'
import { type Merchant } from './charge/br-code.ts'
import { createPageRoutes } from './page/page-routes.ts'

/** What the app is made of. */
export interface AppDeps {
  readonly bank: Bank
  readonly tokens: Tokens
  readonly credentials: Credentials
  readonly merchant: Merchant
  readonly nowMs: () => number
  /** Hears about each Pix the payer makes. */
  readonly onPaid: (pix: Pix) => void
  /** Hears what broke behind an answer of 500. */
  readonly onError: (error: Error) => void
}

const maxBodyBytes = 256 * 1024

/** Puts the bank on HTTP: the receiver's API, the payer's page, the health check. */
export const createApp = (deps: AppDeps): Hono => {
  const api = { bank: deps.bank, tokens: deps.tokens, merchant: deps.merchant }
  const app = new Hono()
  app.onError((error, c) => {
    deps.onError(error)
    return respondProblem(c, 'ErroInternoDoServidor')
  })
  app.notFound((c) => respondProblem(c, 'NaoEncontrado'))
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: respondTooLarge }))
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.route('/', createTokenRoutes(deps.credentials, deps.tokens))
  app.route('/api/:version{v2|v3}/cob', createCobItemRoutes(api))
  app.route('/api/v2/cob', createCobRoutes(api))
  app.route('/api/v2/pix', createPixRoutes(api))
  app.route('/api/v2/webhook', createWebhookRoutes(api))
  app.route('/', createPageRoutes(deps))
  return app
}
