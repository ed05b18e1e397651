import { type CouchServer } from '@totem/couchdb'
import { type TenantId } from '@totem/shared-schema'
import { type Registry } from 'prom-client'
import { type Config, ConfigError } from '../config.ts'
import { type BacenConfig, bacenConfigOf, sicredi } from './bacen/bacen-config.ts'
import { createBacenProvider } from './bacen/bacen-provider.ts'
import { createBankConnection } from './bacen/bank-connection.ts'
import { createSuccession } from './bacen/succession.ts'
import { checkTls, type TlsMaterial } from './bacen/tls-material.ts'
import { createTerminalProvider } from './card-terminal/terminal-provider.ts'
import { type CashBook, createCashBook } from './cash/cash-book.ts'
import { createCashProvider } from './cash/cash-provider.ts'
import { type BankFetch } from './line/bank-fetch.ts'
import { createBankMetrics } from './line/bank-metrics.ts'
import { type PixBankSettings, type ProviderSettings } from './provider-settings.ts'
import { type PaymentProvider } from './provider.ts'

/** What providers are made with. */
export interface ProvidersWorld {
  readonly fetch: BankFetch
  readonly nowMs: () => number
  readonly random: () => number
  readonly couch: CouchServer
  /** Where the state of every line is counted. */
  readonly register: Registry
  /** Gives the bytes of a file, or `undefined` when there is none. */
  readonly readBytes: (path: string) => Buffer | undefined
}

/** Who moves the money of each tenant. Disposing it closes the connections to banks. */
export interface Providers extends AsyncDisposable {
  readonly byTenant: ReadonlyMap<TenantId, PaymentProvider>
  /** The cash books of tenants whose provider is a person with a till. */
  readonly cashBooks: ReadonlyMap<TenantId, CashBook>
}

/** Makes the provider that the configuration names for each tenant; throws a `ConfigError`. */
export const createProviders = (
  { pix, providers, webhookSecrets: { current, previous } }: Config,
  world: ProvidersWorld,
): Providers => {
  const opened = new AsyncDisposableStack()
  const metrics = createBankMetrics(world.register)
  const callbacks = {
    signature: 'if_present',
    secrets: previous === undefined ? [current] : [current, previous],
  } as const
  const cashBooks = new Map<TenantId, CashBook>()

  const bankOf = (tenant: string, config: BacenConfig, fetch: BankFetch): PaymentProvider =>
    createBacenProvider({ ...world, tenant, metrics, config, fetch })

  const ownBankOf = (tenant: string, settings: BankSettings): PaymentProvider => {
    const secret = secretIn(world, settings.clientSecretFile)
    const config = bacenConfigOf(settings, secret, callbacks)
    const tls = tlsOf(world, settings)
    if (tls === undefined) return bankOf(tenant, config, world.fetch)
    return bankOf(tenant, config, opened.use(createBankConnection(tls)).fetch)
  }

  const providerOf = (tenant: TenantId, settings: ProviderSettings): PaymentProvider => {
    switch (settings.kind) {
      case 'pix': {
        const { earlier = [] } = settings
        const current = ownBankOf(tenant, settings)
        // A breaker of its own, and a name of its own where its state is shown.
        const others = earlier.map((each, index) => ownBankOf(`${tenant}-${index + 1}`, each))
        return others.length === 0 ? current : createSuccession(current, others)
      }
      case 'card_terminal': {
        const { baseUrl, terminal } = settings
        const config = { baseUrl, terminal, token: secretIn(world, settings.tokenFile) }
        return createTerminalProvider({ ...world, tenant, metrics, config })
      }
      case 'cash': {
        const book = createCashBook(world.couch, tenant)
        cashBooks.set(tenant, book)
        return createCashProvider(book, world.nowMs)
      }
    }
  }

  const byTenant = new Map<TenantId, PaymentProvider>()
  const { baseUrl, clientId, clientSecret } = pix
  for (const [tenant, pixKey] of pix.keys) {
    if (providers.has(tenant)) continue
    const config = { ...sicredi, baseUrl, clientId, clientSecret, pixKey, callbacks }
    byTenant.set(tenant, bankOf(tenant, config, world.fetch))
  }
  for (const [tenant, settings] of providers) byTenant.set(tenant, providerOf(tenant, settings))
  return { byTenant, cashBooks, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

type BankSettings = Omit<PixBankSettings, 'kind' | 'earlier'>

const secretIn = ({ readBytes }: ProvidersWorld, path: string): string => {
  const secret = readBytes(path)?.toString('utf8').trim()
  if (secret === undefined || secret === '')
    throw new ConfigError(`PAYMENT_PROVIDERS_FILE: the file ${path} is missing or empty.`)
  return secret
}

const tlsOf = (
  { readBytes }: ProvidersWorld,
  { tls, clientId }: BankSettings,
): TlsMaterial | undefined => {
  if (tls === undefined) return undefined
  const checked = checkTls({
    cert: readBytes(tls.certFile),
    key: readBytes(tls.keyFile),
    ca: tls.caFile === undefined ? null : readBytes(tls.caFile),
  })
  if (checked.ok) return checked.value.material
  throw new ConfigError(
    `PAYMENT_PROVIDERS_FILE: the certificate of client ${clientId} cannot be used ` +
      `(${checked.error.kind}). npm run pix:doctor says what to do.`,
  )
}
