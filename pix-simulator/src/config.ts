import { join } from 'node:path'
import { type Result, err, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { type Credentials } from './auth/credentials.ts'
import { type Merchant, brCodeOf } from './charge/br-code.ts'
import { type Env } from './env.ts'

/** Everything the simulator is told before it starts. */
export interface Config {
  /** Address to listen on; other than loopback only inside a container's own network. */
  readonly host: string
  readonly port: number
  readonly locationHost: string
  readonly journalPath: string
  readonly credentials: Credentials
  /** Key of the signature on callbacks; they go unsigned without it. */
  readonly webhookSecret: string | undefined
  readonly merchant: Merchant
  /** Mutual TLS, as real banks demand it; plain HTTP without it. */
  readonly tls: TlsConfig | undefined
}

/** What mutual TLS takes, all as PEM. The bank shows its certificate when it calls, too. */
export interface TlsConfig {
  readonly cert: string
  readonly key: string
  /** Whose certificates are believed: those of clients, and those of receivers of callbacks. */
  readonly ca: string
}

/** Why the simulator cannot start, in a sentence for the person who starts it. */
export type ConfigError = string

/** Gives the text of a file, or `undefined` when there is none. */
export type ReadFile = (path: string) => string | undefined

const merchant: Merchant = { name: 'Totem Studio de Teste', city: 'Porto Alegre' }
const demoCredentials: Credentials = { clientId: 'totem-demo', clientSecret: 'totem-demo-secret' }

/** Turns the environment into a configuration, or says what is missing. */
export const loadConfig = (env: Env, readFile: ReadFile): Result<Config, ConfigError> => {
  const port = v.safeParse(Port, env.port ?? '8790')
  if (!port.success) return err('PIX_SIMULATOR_PORT must be a number from 0 to 65535.')
  const publicUrl = env.publicUrl ?? `http://127.0.0.1:${port.output}`
  const locationHost = locationHostOf(publicUrl)
  if (!locationHost.ok) return locationHost
  const credentials = credentialsOf(env, readFile)
  if (!credentials.ok) return credentials
  const webhookSecret = webhookSecretOf(env, readFile)
  if (!webhookSecret.ok) return webhookSecret
  const tls = tlsOf(env, readFile)
  if (!tls.ok) return tls
  return ok({
    host: env.host ?? '127.0.0.1',
    port: port.output,
    locationHost: locationHost.value,
    journalPath: join(env.dataDir ?? 'data', 'pix-simulator', 'journal.jsonl'),
    credentials: credentials.value,
    webhookSecret: webhookSecret.value,
    merchant,
    tls: tls.value,
  })
}

const tlsOf = (env: Env, readFile: ReadFile): Result<TlsConfig | undefined, ConfigError> => {
  const paths = [env.tlsCertFile, env.tlsKeyFile, env.tlsCaFile]
  if (paths.every((path) => path === undefined)) return ok(undefined)
  const [cert, key, ca] = paths.map((path) => (path === undefined ? undefined : readFile(path)))
  return cert === undefined || key === undefined || ca === undefined
    ? err(
        'Mutual TLS needs three files that exist: PIX_SIMULATOR_TLS_CERT_FILE, …_TLS_KEY_FILE and …_TLS_CA_FILE.',
      )
    : ok({ cert, key, ca })
}

const Port = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535))

/** A BR Code carries neither port nor single-label host: `localhost` becomes a reserved subdomain. */
const locationHostOf = (publicUrl: string): Result<string, ConfigError> => {
  const hostname = URL.parse(publicUrl)?.hostname ?? ''
  const host = hostname.includes('.') ? hostname : `${hostname}.localhost`
  try {
    brCodeOf(`${host}/qr/v2/${'0'.repeat(32)}`, merchant)
    return ok(host)
  } catch {
    return err(`PIX_SIMULATOR_PUBLIC_URL (${publicUrl}) needs a host name a BR Code can carry.`)
  }
}

const credentialsOf = (env: Env, readFile: ReadFile): Result<Credentials, ConfigError> => {
  const { clientId, clientSecretFile } = env
  const clientSecret =
    env.clientSecret ??
    (clientSecretFile === undefined ? undefined : readFile(clientSecretFile)?.trim())
  if (clientId !== undefined && clientSecret !== undefined && clientSecret !== '')
    return ok({ clientId, clientSecret })
  const nothingIsSet =
    clientId === undefined && env.clientSecret === undefined && clientSecretFile === undefined
  if (nothingIsSet && env.demo === '1') return ok(demoCredentials)
  return err(
    'Set PIX_CLIENT_ID and PIX_CLIENT_SECRET (or PIX_CLIENT_SECRET_FILE, a file that exists), or TOTEM_DEMO=1 for the demo credentials.',
  )
}

const WebhookSecrets = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    current: v.pipe(v.string(), v.nonEmpty()),
    previous: v.exactOptional(v.string()),
  }),
)

/** Only the current secret signs; the previous one is for those who verify during a rotation. */
const webhookSecretOf = (env: Env, readFile: ReadFile): Result<string | undefined, ConfigError> => {
  const path = env.webhookSecretsFile
  const text = path === undefined ? undefined : readFile(path)
  if (path === undefined || text === undefined) return ok(undefined)
  const secrets = v.safeParse(WebhookSecrets, text)
  return secrets.success
    ? ok(secrets.output.current)
    : err(`WEBHOOK_SECRETS_FILE (${path}) must hold {"current": "…", "previous": "…"?}.`)
}
