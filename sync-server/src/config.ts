import { join } from 'node:path'
import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Env } from './env.ts'
import { openGate, type WebhookGate, WebhookGateFile } from './payments/hooks/webhook-gate.ts'
import { PixKey, type ProviderSettings, ProvidersFile } from './payments/provider-settings.ts'
import { type PrinterList, PrinterListText } from './printing/printer-list.ts'
import { JwtKeys } from './secrets/jwt-keys.ts'
import { type TenantKeys, TenantKeysFile } from './secrets/tenant-keys.ts'
import { WebhookSecrets } from './secrets/webhook-secrets.ts'

/** Everything the gateway is told before it starts, checked. */
export interface Config {
  readonly host: string
  readonly port: number
  /** Origin under which people reach the gateway, without a slash at its end. */
  readonly publicUrl: string
  readonly role: GatewayRole
  readonly dataDir: string
  readonly isDemo: boolean
  readonly logLevel: LogLevel
  readonly couchdb: CouchdbConfig
  readonly jwtKeys: JwtKeys
  readonly tenants: ReadonlyMap<TenantId, TenantKeys>
  readonly webhookSecrets: WebhookSecrets
  /** Whose calls are let in at the webhooks, beyond the token of their address. */
  readonly webhookGate: WebhookGate
  readonly pix: PixConfig
  /** Who moves the money of tenants that do not share the bank of `pix`. */
  readonly providers: ReadonlyMap<TenantId, ProviderSettings>
  /** The printers on the gateway's network that kiosks may print to. */
  readonly printers: PrinterList
  /** The built PWAs: the folder of each by the first part of its address. */
  readonly apps: Readonly<Record<string, string>>
}

/** Where CouchDB is and who we are there. */
export interface CouchdbConfig {
  readonly url: string
  readonly user: string
  readonly password: string
}

/** Where the bank's API Pix is that tenants share, and who we are there. */
export interface PixConfig {
  readonly baseUrl: string
  readonly clientId: string
  readonly clientSecret: string
  /** The Pix key that receives each tenant's money, at whichever bank; without one there is no Pix. */
  readonly keys: ReadonlyMap<TenantId, string>
  /** Origin under which the bank reaches us; absent: the public one, or this machine's. */
  readonly callbackOrigin?: string
}

/**
 * Where a gateway stands. An edge stands in a studio beside a CouchDB of its own that replicates with the cloud's;
 * the cloud alone pairs devices and heals what replication left, so that two never decide the same.
 */
export type GatewayRole = v.InferOutput<typeof GatewayRole>
const GatewayRole = v.picklist(['cloud', 'edge'])

/** How much is logged. */
export type LogLevel = v.InferOutput<typeof LogLevel>
const LogLevel = v.picklist(['trace', 'debug', 'info', 'warn', 'error', 'silent'])

/** Gives the text of a file, or `undefined` when there is none. */
export type ReadFile = (path: string) => string | undefined

/** Says what is wrong with the configuration and what to do, for the person who starts the gateway. */
export class ConfigError extends Error {}

/** Checks the environment and the secret files it names; throws a `ConfigError` at the first thing wrong. */
export const loadConfig = (env: Env, readFile: ReadFile): Config => {
  const isDemo = parse(v.picklist(['0', '1']), env.TOTEM_DEMO ?? '0', 'TOTEM_DEMO') === '1'
  const port = parse(Port, env.GATEWAY_PORT ?? '8080', 'GATEWAY_PORT')
  const dataDir = env.DATA_DIR ?? 'data'
  const read: Reader = { env, readFile, isDemo, dataDir }
  return {
    host: env.GATEWAY_HOST ?? '127.0.0.1',
    port,
    publicUrl: publicUrlOf(env.PUBLIC_URL ?? `http://localhost:${port}`, isDemo),
    role: parse(GatewayRole, env.GATEWAY_ROLE ?? 'cloud', 'GATEWAY_ROLE'),
    dataDir,
    isDemo,
    logLevel: parse(LogLevel, env.LOG_LEVEL ?? 'info', 'LOG_LEVEL'),
    couchdb: {
      url: couchdbUrlOf(env.COUCHDB_URL ?? 'http://127.0.0.1:5984'),
      user: required(read, 'COUCHDB_USER', 'admin'),
      password: secretText(read, 'COUCHDB_PASSWORD_FILE', 'couchdb-password'),
    },
    jwtKeys: secretJson(read, 'JWT_KEYS_FILE', { name: 'jwt-keys.json', schema: JwtKeys }),
    tenants: secretJson(read, 'TENANT_KEYS_FILE', {
      name: 'tenant-keys.json',
      schema: TenantKeysFile,
    }),
    webhookSecrets: secretJson(read, 'WEBHOOK_SECRETS_FILE', {
      name: 'webhook-secrets.json',
      schema: WebhookSecrets,
    }),
    webhookGate:
      env.WEBHOOK_GATE_FILE === undefined
        ? openGate
        : secretJson(read, 'WEBHOOK_GATE_FILE', {
            name: 'webhook-gate.json',
            schema: WebhookGateFile,
          }),
    ...moneyOf(read),
    printers: parse(PrinterListText, env.PRINTERS ?? '', 'PRINTERS'),
    apps: {
      kiosk: join(repository, 'kiosk/dist'),
      operator: join(repository, 'operator/dist'),
      panel: join(repository, 'operator/dist/panel'),
    },
  }
}

/** Checks what concerns providers alone, for who examines them before the rest is set up. */
export const loadMoneyConfig = (env: Env, readFile: ReadFile): MoneyConfig =>
  moneyOf({ env, readFile, isDemo: env.TOTEM_DEMO === '1', dataDir: env.DATA_DIR ?? 'data' })

/** The part of the configuration that is about providers. */
export type MoneyConfig = Pick<Config, 'pix' | 'providers'>

const moneyOf = (read: Reader): MoneyConfig => {
  const { PAYMENT_PROVIDERS_FILE: path } = read.env
  if (path === undefined) return { pix: pixOf(read), providers: new Map() }
  const file = { name: 'payment-providers.json', schema: ProvidersFile }
  const providers = secretJson(read, 'PAYMENT_PROVIDERS_FILE', file)
  // Who has a file for every tenant needs no shared bank.
  const hasShared = read.env.PIX_BASE_URL !== undefined || read.isDemo
  const shared = hasShared ? pixOf(read) : { ...noSharedBank, ...callbackOriginOf(read) }
  const keys = new Map(shared.keys)
  for (const [tenantId, settings] of providers) {
    if (settings.kind === 'pix') keys.set(tenantId, settings.pixKey)
    else keys.delete(tenantId)
  }
  if (!isSharedByNone([...keys]))
    throw new ConfigError('PAYMENT_PROVIDERS_FILE and PIX_KEYS must name each Pix key once.')
  return { pix: { ...shared, keys }, providers }
}

const noSharedBank = { baseUrl: '', clientId: '', clientSecret: '', keys: new Map() }

const repository = join(import.meta.dirname, '../..')

/** What the demo's simulator accepts; real banks give real ones. */
const demoPix = {
  baseUrl: 'http://127.0.0.1:8790',
  clientId: 'totem-demo',
  clientSecret: 'totem-demo-secret',
  keys: 'demo=7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
}

interface Reader {
  readonly env: Env
  readonly readFile: ReadFile
  readonly isDemo: boolean
  readonly dataDir: string
}

const Port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535'),
  v.transform(Number),
  v.maxValue(65_535, 'must be a port number from 0 to 65535'),
)

const parse = <S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  name: string,
): v.InferOutput<S> => {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return parsed.output
  // Valibot's own messages quote what was received, which may be a secret; ours do not.
  const [issue] = parsed.issues
  const place = v.getDotPath(issue)
  const fault = issue.message.startsWith('Invalid ') ? 'is not valid' : issue.message
  throw new ConfigError(`${name}${place === null ? '' : ` (${place})`} ${fault}.`)
}

const urlOf = (text: string, name: string): URL => {
  const url = URL.parse(text)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new ConfigError(`${name} must begin with http:// or https://.`)
}

const publicUrlOf = (text: string, isDemo: boolean): string => {
  const url = urlOf(text, 'PUBLIC_URL')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new ConfigError('PUBLIC_URL must be an origin such as https://totem.example, no path.')
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:' && !isLocal && !isDemo)
    throw new ConfigError(
      'PUBLIC_URL must be https: browsers give printer and storage to secure origins alone.',
    )
  return url.origin
}

const couchdbUrlOf = (text: string): string => {
  const url = urlOf(text, 'COUCHDB_URL')
  if (url.username !== '' || url.password !== '')
    throw new ConfigError(
      'COUCHDB_URL must not hold a login: set COUCHDB_USER and COUCHDB_PASSWORD_FILE instead.',
    )
  return url.href.replace(/\/$/, '')
}

const pixOf = (read: Reader): PixConfig => ({
  baseUrl: urlOf(required(read, 'PIX_BASE_URL', demoPix.baseUrl), 'PIX_BASE_URL').href.replace(
    /\/$/,
    '',
  ),
  clientId: required(read, 'PIX_CLIENT_ID', demoPix.clientId),
  clientSecret:
    read.isDemo && read.env.PIX_CLIENT_SECRET_FILE === undefined
      ? demoPix.clientSecret
      : secretText(read, 'PIX_CLIENT_SECRET_FILE', 'pix-client-secret'),
  keys: parse(PixKeys, read.env.PIX_KEYS ?? (read.isDemo ? demoPix.keys : ''), 'PIX_KEYS'),
  ...callbackOriginOf(read),
})

const callbackOriginOf = ({ env }: Reader): Pick<PixConfig, 'callbackOrigin'> =>
  env.PIX_CALLBACK_ORIGIN === undefined
    ? {}
    : { callbackOrigin: urlOf(env.PIX_CALLBACK_ORIGIN, 'PIX_CALLBACK_ORIGIN').origin }

const isSharedByNone = (keys: readonly (readonly [TenantId, string])[]): boolean =>
  new Set(keys.map(([, key]) => key)).size === keys.length &&
  new Set(keys.map(([tenantId]) => tenantId)).size === keys.length

const PixKeyPairs = v.pipe(
  v.array(v.strictTuple([TenantId, PixKey])),
  v.check((keys) => isSharedByNone(keys), 'must name each tenant and each Pix key once'),
  v.transform((keys): ReadonlyMap<TenantId, string> => new Map(keys)),
)

/** Parses `tenant=key,tenant=key`. A Pix key has one webhook, so two tenants cannot share one. */
const PixKeys = v.pipe(
  v.string(),
  v.transform((text): unknown =>
    text === '' ? [] : text.split(',').map((pair) => pair.trim().split('=')),
  ),
  PixKeyPairs,
)

/** Gives a variable; only the demo has a value for one that is not set. */
const required = ({ env, isDemo }: Reader, name: keyof Env, demoValue: string): string => {
  const value = env[name] ?? (isDemo ? demoValue : undefined)
  if (value === undefined) throw new ConfigError(`Set ${name}. ${demoHint}`)
  return value
}

const demoHint = 'Only a demo (TOTEM_DEMO=1) has values of its own.'

const secretText = (read: Reader, variable: keyof Env, demoName: string): string => {
  const path = required(read, variable, join(read.dataDir, 'secrets', demoName))
  const text = read.readFile(path)?.trim()
  if (text === undefined || text === '')
    throw new ConfigError(
      `${variable}: the file ${path} is missing or empty. ` +
        'node sync-server/src/create-secrets.ts DIR makes the gateway’s own secrets.',
    )
  return text
}

const secretJson = <S extends v.GenericSchema>(
  read: Reader,
  variable: keyof Env,
  file: { readonly name: string; readonly schema: S },
): v.InferOutput<S> =>
  parse(
    v.pipe(v.string(), v.parseJson(), file.schema),
    secretText(read, variable, file.name),
    `The file of ${variable}`,
  )
