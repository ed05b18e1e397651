import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createAdminRoutes } from './admin/admin-routes.ts'
import { createCobItemRoutes, createCobRoutes } from './api/cob-routes.ts'
import { createPixRoutes } from './api/pix-routes.ts'
import { respondProblem, respondTooLarge } from './api/problem.ts'
import { createRefundRoutes } from './api/refund-routes.ts'
import { type Show } from './api/show.ts'
import { createWebhookRoutes } from './api/webhook-routes.ts'
import { type Credentials } from './auth/credentials.ts'
import { requireCertificate } from './auth/require-certificate.ts'
import { createTokenRoutes } from './auth/token-routes.ts'
import { type Tokens } from './auth/tokens.ts'
import { type Bank } from './bank/bank.ts'
import { type Pix } from './bank/journal-entry.ts'
import { type EndToEndId } from './charge/end-to-end-id.ts'
import { disturb } from './faults/disturb.ts'
import { type FaultPanel } from './faults/fault-panel.ts'
import { createPageRoutes } from './page/page-routes.ts'
import { type RandomBytes } from './random.ts'
import { type RefundId } from './refund/refund.ts'

/** What the app is made of. */
export interface AppDeps {
  readonly bank: Bank
  readonly tokens: Tokens
  readonly credentials: Credentials
  /** Whether clients of the API must show a certificate; the page needs none. */
  readonly isMutualTls: boolean
  readonly show: Show
  readonly panel: FaultPanel
  readonly nowMs: () => number
  readonly randomBytes: RandomBytes
  /** Resolves after the time, or at once when the signal aborts. Never throws. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** Hears about each Pix the payer makes. */
  readonly onPaid: (pix: Pix) => void
  /** Hears about each refund that was taken on. */
  readonly onRefundAsked: (endToEndId: EndToEndId, refundId: RefundId) => void
  /** Hears what broke behind an answer of 500. */
  readonly onError: (error: Error) => void
}

const maxBodyBytes = 256 * 1024

/** Puts the bank on HTTP: the receiver's API, the payer's page, the health check. */
export const createApp = (deps: AppDeps): Hono => {
  const app = new Hono()
  app.onError((error, c) => {
    deps.onError(error)
    return respondProblem(c, 'ErroInternoDoServidor')
  })
  app.notFound((c) => respondProblem(c, 'NaoEncontrado'))
  app.use(bodyLimit({ maxSize: maxBodyBytes, onError: respondTooLarge }))
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  for (const path of ['/oauth/*', '/api/*']) {
    app.use(path, disturb(deps))
    if (deps.isMutualTls) app.use(path, requireCertificate)
  }
  app.route('/', createTokenRoutes(deps.credentials, deps.tokens))
  app.route('/api/:version{v2|v3}/cob', createCobItemRoutes(deps))
  app.route('/api/v2/cob', createCobRoutes(deps))
  app.route('/api/v2/pix', createPixRoutes(deps))
  app.route('/api/v2/pix', createRefundRoutes(deps))
  app.route('/api/v2/webhook', createWebhookRoutes(deps))
  app.route('/admin', createAdminRoutes(deps))
  app.route('/', createPageRoutes(deps))
  return app
}
