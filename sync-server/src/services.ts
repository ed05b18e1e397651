import { randomBytes } from 'node:crypto'
import { type CouchServer, createRemoteCouch } from '@totem/couchdb'
import { type RandomBytes, type TenantId } from '@totem/shared-schema'
import { type AdmitDevice, createAdmitDevice } from './auth/device-access.ts'
import { createLogIn, type LogIn } from './auth/log-in.ts'
import { hashPassword } from './auth/passwords.ts'
import { rememberAccess } from './auth/remember-access.ts'
import { createRenew, type Renew } from './auth/renew.ts'
import { createSessions } from './auth/sessions.ts'
import { createTokens, type Tokens } from './auth/tokens.ts'
import { createVerifyAccessToken, type VerifyAccessToken } from './auth/verify-access-token.ts'
import { type Config } from './config.ts'
import { createEventRecorder, type RecordEvent } from './events.ts'
import { createReadiness, type Readiness } from './health/readiness.ts'
import { createLogger, type Logger } from './logger.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createPairingCodes, type PairingCodes } from './registry/pairing.ts'
import { createRegistryStore, type RegistryStore } from './registry/registry-store.ts'
import { createRegistry, type Registry } from './registry/registry.ts'
import { type TenantKeys } from './secrets/tenant-keys.ts'

/** Everything the parts of the gateway work with. Disposing it closes what was opened. */
export interface Services extends AsyncDisposable {
  readonly config: Config
  readonly nowMs: () => number
  readonly randomBytes: RandomBytes
  readonly logger: Logger
  /** Records business events; ids and codes only, never a person. */
  readonly record: RecordEvent
  readonly metrics: Metrics
  readonly couch: CouchServer
  /** The tenants that exist, with the keys only the cloud side holds. */
  readonly tenants: ReadonlyMap<TenantId, TenantKeys>
  readonly store: RegistryStore
  readonly registry: Registry
  readonly pairing: PairingCodes
  readonly tokens: Tokens
  readonly admitDevice: AdmitDevice
  readonly logIn: LogIn
  readonly renew: Renew
  readonly verifyAccessToken: VerifyAccessToken
  readonly readiness: Readiness
  /** Aborts when the process is asked to end: live streams say goodbye, loops stop. */
  readonly closing: AbortSignal
  /** Asks everything to end. */
  readonly close: () => void
}

/** The world outside, as a test may bring its own. */
export interface World {
  readonly nowMs?: () => number
  readonly randomBytes?: RandomBytes
  readonly logger?: Logger
  readonly couch?: CouchServer
}

/** Builds the services. Nothing is asked of the database yet: it may still be starting. */
export const createServices = async (config: Config, world: World = {}): Promise<Services> => {
  const { nowMs = Date.now, logger = createLogger(config.logLevel) } = world
  const random = world.randomBytes ?? randomBytes
  const couch = world.couch ?? createRemoteCouch(config.couchdb)
  const { tenants } = config
  const store = createRegistryStore(couch)
  const registry = createRegistry({ store, tenants, nowMs })
  const tokens = await createTokens(config.jwtKeys, nowMs)
  const deps = { store, tenants, nowMs, randomBytes: random }
  const sessions = createSessions(deps)
  const nobodysHash = await hashPassword(Buffer.from(random(16)).toString('base64url'))
  const closing = new AbortController()
  return {
    config,
    nowMs,
    randomBytes: random,
    logger,
    record: createEventRecorder(logger),
    metrics: createMetrics(),
    couch,
    tenants,
    store,
    registry,
    pairing: createPairingCodes(deps),
    tokens,
    admitDevice: createAdmitDevice({ ...deps, tokens }),
    logIn: createLogIn({ ...deps, sessions, nobodysHash }),
    renew: createRenew(sessions, store),
    verifyAccessToken: createVerifyAccessToken(
      { readAccess: rememberAccess(tokens.readAccess, nowMs) },
      registry,
    ),
    readiness: createReadiness(() => couch.up()),
    closing: closing.signal,
    close: () => closing.abort(),
    [Symbol.asyncDispose]: async () => {
      closing.abort()
      await couch[Symbol.asyncDispose]()
    },
  }
}
