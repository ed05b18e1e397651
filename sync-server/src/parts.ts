import { type MountedRoutes } from './app.ts'
import { createProviders } from './payments/create-providers.ts'
import { createPayments } from './payments/payments.ts'
import { createReplication } from './replication/replication.ts'
import { type Config } from './config.ts'
import { type Services } from './services.ts'

/** The parts of the gateway beyond its shell, and where they are mounted. */
export interface Parts extends AsyncDisposable {
  readonly mounted: readonly MountedRoutes[]
  /** Starts the work behind the routes, once the databases are there and the gateway listens on a port. */
  readonly start: (port: number) => void
}

/** Builds replication and payments on the services. */
export const createParts = (services: Services): Parts => {
  const { config, logger, nowMs, randomBytes } = services
  const replication = createReplication({
    ...services,
    clock: nowMs,
    onTrouble: (error) => logger.warn({ err: error }, 'change_feed_ended'),
  })
  const { current, previous } = config.webhookSecrets
  const payments = createPayments({
    ...services,
    feeds: replication.feeds,
    providers: createProviders(config, { fetch, nowMs }),
    webhookSecrets: previous === undefined ? [current] : [current, previous],
    holder: Buffer.from(randomBytes(9)).toString('base64url'),
  })
  return {
    mounted: [
      { path: '/sync', routes: replication.routes },
      { path: '/quarantine', routes: replication.quarantineRoutes },
      { path: '/audit', routes: replication.auditRoutes },
      { path: '/payments', routes: payments.routes },
    ],
    start: (port) => {
      replication.start()
      payments.start(callbackOriginOf(config, port))
    },
    [Symbol.asyncDispose]: async () => {
      await payments[Symbol.asyncDispose]()
      await replication[Symbol.asyncDispose]()
    },
  }
}

/** A public address that is not https is this machine's own: banks there reach the port itself. */
const callbackOriginOf = ({ pix, publicUrl }: Config, port: number): string =>
  pix.callbackOrigin ?? (publicUrl.startsWith('https:') ? publicUrl : `http://127.0.0.1:${port}`)
