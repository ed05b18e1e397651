import { join } from 'node:path'
import { type ProcessPlan } from './process-plan.ts'
import { type StackOptions, stackPaths, stackUrls } from './stack-options.ts'

const repository = join(import.meta.dirname, '..', '..')

/** Name of the demo administrator of CouchDB, also for Fauxton. */
export const demoCouchdbUser = 'admin'

/**
 * Lists the processes of one Totem in the order in which they start: each needs only those before
 * it. The embedded CouchDB is absent when a running one was named.
 */
export const planStack = (options: StackOptions): readonly ProcessPlan[] => {
  const { ports } = options
  const urls = stackUrls(options)
  const env = stackEnvironment(options)
  const couchdb: ProcessPlan = {
    name: 'couchdb',
    entry: join(repository, 'couchdb/src/embedded/main.ts'),
    env,
    port: ports.couchdb,
    portVariable: 'COUCHDB_PORT',
    healthUrl: `${urls.couchdb}/_up`,
  }
  const pixSimulator: ProcessPlan = {
    name: 'pix-simulator',
    entry: join(repository, 'pix-simulator/src/main.ts'),
    env,
    port: ports.pixSimulator,
    portVariable: 'PIX_SIMULATOR_PORT',
    healthUrl: `${urls.pixSimulator}/healthz`,
  }
  const gateway: ProcessPlan = {
    name: 'gateway',
    entry: join(repository, 'sync-server/src/main.ts'),
    env,
    port: ports.gateway,
    portVariable: 'GATEWAY_PORT',
    healthUrl: `http://127.0.0.1:${ports.gateway}/readyz`,
  }
  return options.couchdbUrl === undefined
    ? [couchdb, pixSimulator, gateway]
    : [pixSimulator, gateway]
}

/** Builds the variables that all processes of one Totem share. */
export const stackEnvironment = (options: StackOptions): Readonly<Record<string, string>> => {
  const { ports, dataDir } = options
  const paths = stackPaths(options)
  const urls = stackUrls(options)
  return {
    TOTEM_DEMO: '1',
    // Node strips the types of every file at each start; this keeps the outcome, by content.
    NODE_COMPILE_CACHE: join(repository, 'node_modules/.cache/totem/compiled'),
    DATA_DIR: dataDir,
    GATEWAY_PORT: String(ports.gateway),
    COUCHDB_PORT: String(ports.couchdb),
    PIX_SIMULATOR_PORT: String(ports.pixSimulator),
    COUCHDB_URL: urls.couchdb,
    COUCHDB_USER: options.couchdbUser ?? demoCouchdbUser,
    COUCHDB_PASSWORD_FILE: paths.couchdbPassword,
    JWT_KEYS_FILE: paths.jwtKeys,
    TENANT_KEYS_FILE: paths.tenantKeys,
    WEBHOOK_SECRETS_FILE: paths.webhookSecrets,
    PIX_BASE_URL: urls.pixSimulator,
    PUBLIC_URL: urls.gateway,
    ...options.env,
  }
}
