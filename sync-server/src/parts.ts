import { type MountedRoutes } from './app.ts'
import { createManagerRoutes } from './manager/manager-routes.ts'
import { createCashRoutes } from './payments/cash/cash-routes.ts'
import { createPeople } from './people/people.ts'
import { createProviders } from './payments/create-providers.ts'
import { createPayments } from './payments/payments.ts'
import {
  createKioskSettingsRoutes,
  createProfileRoutes,
} from './kiosk-settings/kiosk-settings-routes.ts'
import { createPrintingRoutes } from './printing/printing-routes.ts'
import { createQueueFiguresRoutes } from './queue-figures/queue-figures-routes.ts'
import { createDeviceKeysRoutes } from './registry/device-keys-routes.ts'
import { createReplication } from './replication/replication.ts'
import { createReports } from './reports/reports.ts'
import { type Config } from './config.ts'
import { readBytesIfThere } from './read-config.ts'
import { type Services } from './services.ts'

/** The parts of the gateway beyond its shell, and where they are mounted. */
export interface Parts extends AsyncDisposable {
  readonly mounted: readonly MountedRoutes[]
  /** What banks call, for the port of their own if there is one. */
  readonly hookRoutes: MountedRoutes['routes']
  /** Starts the work behind the routes, once the databases are there and the gateway listens on a port. */
  readonly start: (port: number) => void
}

/** Builds replication and payments on the services. */
export const createParts = (services: Services): Parts => {
  const { config, logger, nowMs, randomBytes } = services
  const replication = createReplication({
    ...services,
    role: config.role,
    clock: nowMs,
    onTrouble: (error) => logger.warn({ err: error }, 'change_feed_ended'),
  })
  const { current, previous } = config.webhookSecrets
  const providers = createProviders(config, {
    fetch,
    nowMs,
    random: Math.random,
    couch: services.couch,
    register: services.metrics.register,
    readBytes: readBytesIfThere,
  })
  const payments = createPayments({
    ...services,
    feeds: replication.feeds,
    providers: providers.byTenant,
    earlier: providers.earlier,
    gate: config.webhookGate,
    webhookSecrets: previous === undefined ? [current] : [current, previous],
    holder: Buffer.from(randomBytes(9)).toString('base64url'),
  })
  const people = createPeople(services, (error) =>
    logger.warn({ err: error }, 'erasure_replay_failed'),
  )
  const reports = createReports({
    ...services,
    onTrouble: (error) => logger.warn({ err: error }, 'report_failed'),
  })
  return {
    hookRoutes: payments.hookRoutes,
    mounted: [
      { path: '/devices/profile', routes: createProfileRoutes(services) },
      { path: '/manager/kiosk-settings', routes: createKioskSettingsRoutes(services) },
      { path: '/sync/queue-figures', routes: createQueueFiguresRoutes(services) },
      { path: '/sync/device-keys', routes: createDeviceKeysRoutes(services) },
      { path: '/sync', routes: replication.routes },
      { path: '/quarantine', routes: replication.quarantineRoutes },
      { path: '/audit', routes: replication.auditRoutes },
      { path: '/payments/cash', routes: createCashRoutes({ ...services, ...providers }) },
      { path: '/payments', routes: payments.routes },
      { path: '/manager', routes: createManagerRoutes(services) },
      { path: '/people', routes: people.routes },
      {
        path: '/printing',
        routes: createPrintingRoutes({ ...services, printers: config.printers }),
      },
      { path: '/reports', routes: reports.routes },
      { path: '/metrics.csv', routes: reports.metricsCsvRoutes },
    ],
    start: (port) => {
      replication.start()
      payments.start(callbackOriginOf(config, port))
      reports.start()
      people.start()
    },
    [Symbol.asyncDispose]: async () => {
      await people[Symbol.asyncDispose]()
      await reports[Symbol.asyncDispose]()
      await payments[Symbol.asyncDispose]()
      await providers[Symbol.asyncDispose]()
      await replication[Symbol.asyncDispose]()
    },
  }
}

/** A public address that is not https is this machine's own: banks there reach the port itself. */
const callbackOriginOf = ({ pix, publicUrl }: Config, port: number): string =>
  pix.callbackOrigin ?? (publicUrl.startsWith('https:') ? publicUrl : `http://127.0.0.1:${port}`)
