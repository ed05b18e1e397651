import { randomBytes } from 'node:crypto'
import { type CouchServer, createRemoteCouch } from '@totem/couchdb'
import { startTestCouch } from '@totem/couchdb/testing'
import { type KeyPair, keyPairFromSeed, ok, OperatorId, TenantId } from '@totem/shared-schema'
import { type Hono } from 'hono'
import * as v from 'valibot'
import { createApp, type MountedRoutes } from './app.ts'
import { hashPassword } from './auth/passwords.ts'
import { prepareOnce } from './bootstrap.ts'
import { type Config } from './config.ts'
import { type AppEnv } from './http/app-env.ts'
import { createLogger } from './logger.ts'
import { openGate } from './payments/hooks/webhook-gate.ts'
import { JwtKeys } from './secrets/jwt-keys.ts'
import { makeSecrets } from './secrets/make-secrets.ts'
import { TenantKeysFile } from './secrets/tenant-keys.ts'
import { createServices, type Services } from './services.ts'

/** What an answer held. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/** A gateway for one test file: real database in a folder of its own, clock in the test's hand. */
export interface TestGateway extends AsyncDisposable {
  readonly app: Hono<AppEnv>
  readonly services: Services
  readonly logLines: readonly string[]
  readonly clock: { nowMs: number }
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Reply>
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Reply>
}

export const testTenant = v.parse(TenantId, 'demo')
export const otherTenant = v.parse(TenantId, 'norte')

/** Makes a configuration with fresh secrets. */
export const aConfig = async (changes: Partial<Config> = {}): Promise<Config> => {
  const [jwtKeys, tenantKeys] = await makeSecrets([testTenant, otherTenant])
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: 'http://localhost:8080',
    role: 'cloud',
    dataDir: 'unused',
    isDemo: false,
    logLevel: 'debug',
    couchdb: { url: 'http://127.0.0.1:1', user: 'admin', password: 'correct horse' },
    jwtKeys: v.parse(JwtKeys, jwtKeys!.content),
    tenants: v.parse(TenantKeysFile, tenantKeys!.content),
    webhookSecrets: { current: 'a'.repeat(43) },
    webhookGate: openGate,
    pix: { baseUrl: 'http://127.0.0.1:1', clientId: 'x', clientSecret: 'y', keys: new Map() },
    providers: new Map(),
    printers: new Map(),
    apps: {},
    ...changes,
  }
}

/** Starts a database and a gateway on it, prepared unless told otherwise. */
export const startTestGateway = async (
  changes: Partial<Config> = {},
  parts: {
    readonly mounted?: readonly MountedRoutes[]
    readonly wrap?: (couch: CouchServer) => CouchServer
    readonly isPrepared?: boolean
  } = {},
): Promise<TestGateway> => {
  const couch = await startTestCouch()
  const { url, user, password } = couch
  const config = await aConfig({ couchdb: { url, user, password }, ...changes })
  const clock = { nowMs: Date.now() }
  const logLines: string[] = []
  const logger = createLogger('debug', { write: (line: string) => void logLines.push(line) })
  const remote = createRemoteCouch(config.couchdb)
  const services = await createServices(config, {
    nowMs: () => clock.nowMs,
    logger,
    couch: parts.wrap?.(remote) ?? remote,
  })
  if (parts.isPrepared !== false) {
    await prepareOnce(services)
    services.readiness.markPrepared()
  }
  const app = createApp(services, parts.mounted)
  const read = async (response: Response): Promise<Reply> => ({
    status: response.status,
    headers: response.headers,
    body: (await response.json().catch(() => ({}))) as Record<string, unknown>,
  })
  return {
    app,
    services,
    logLines,
    clock,
    get: async (path, headers) => read(await app.request(path, headers ? { headers } : {})),
    post: async (path, body, headers) =>
      read(
        await app.request(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    [Symbol.asyncDispose]: async () => {
      await services[Symbol.asyncDispose]()
      await couch[Symbol.asyncDispose]()
    },
  }
}

/** Makes a device's key pair. */
export const aKeyPair = (): KeyPair => keyPairFromSeed(randomBytes(32))

/** Gives a tenant a member of staff. */
export const addOperator = async (
  { store }: Services,
  operator: {
    readonly id: string
    readonly password: string
    readonly role?: 'operator' | 'manager'
    readonly isActive?: boolean
  },
): Promise<void> => {
  const { id, password, role = 'operator', isActive = true } = operator
  const next = { name: 'Ana', role, isActive, passwordHash: await hashPassword(password) }
  const place = { tenantId: testTenant, kind: 'operator' as const, key: v.parse(OperatorId, id) }
  await store.decide(place, () => ok({ next, value: undefined }))
}

/** The last part of a problem's type, which programs act on. */
export const codeOf = ({ body }: Reply): string => String(body['type']).split('/').at(-1) ?? ''
