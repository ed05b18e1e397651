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
import { type PixBankSettings, type SingleProviderSettings } from './provider-settings.ts'
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
  /** Providers of other kinds that these took over from; each is asked about what it made. */
  readonly earlier: ReadonlyMap<TenantId, readonly PaymentProvider[]>
  /** The cash books of tenants of whom a provider is, or was, a person with a till. */
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

  /** `line` names the provider where the state of its breaker is shown. */
  const providerOf = (
    tenant: TenantId,
    settings: SingleProviderSettings,
    line: string,
  ): PaymentProvider => {
    switch (settings.kind) {
      case 'pix':
        return ownBankOf(line, settings)
      case 'card_terminal': {
        const { baseUrl, terminal } = settings
        const config = { baseUrl, terminal, token: secretIn(world, settings.tokenFile) }
        return createTerminalProvider({ ...world, tenant: line, metrics, config })
      }
      case 'cash': {
        const book = createCashBook(world.couch, tenant)
        cashBooks.set(tenant, book)
        return createCashProvider(book, world.nowMs)
      }
    }
  }

  const sharedBankOf = (tenant: TenantId, line: string): PaymentProvider | undefined => {
    const pixKey = pix.keys.get(tenant)
    if (pixKey === undefined) return undefined
    const { baseUrl, clientId, clientSecret } = pix
    const config = { ...sicredi, baseUrl, clientId, clientSecret, pixKey, callbacks }
    return bankOf(line, config, world.fetch)
  }

  const byTenant = new Map<TenantId, PaymentProvider>()
  const earlier = new Map<TenantId, readonly PaymentProvider[]>()
  for (const tenant of pix.keys.keys()) {
    const shared = providers.has(tenant) ? undefined : sharedBankOf(tenant, tenant)
    if (shared !== undefined) byTenant.set(tenant, shared)
  }
  for (const [tenant, settings] of providers) {
    const before = settings.earlier ?? []
    const made = [settings, ...before].map((each, index) =>
      // A breaker of its own, and a name of its own where its state is shown.
      providerOf(tenant, each, index === 0 ? tenant : `${tenant}-${index}`),
    )
    // Who left the shared bank, for a bank of their own too, may have charges there.
    const isNamed = [settings, ...before].some((each) => isSharedBank(pix, each))
    const shared = isNamed ? undefined : sharedBankOf(tenant, `${tenant}-shared`)
    const [current, ...others] = oneOfEachKind([...made, ...(shared === undefined ? [] : [shared])])
    if (current === undefined) throw new Error('a tenant has a provider')
    byTenant.set(tenant, current)
    if (others.length > 0) earlier.set(tenant, others)
  }
  return { byTenant, earlier, cashBooks, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** Those of one kind are one succession: a charge names the kind that made it, not the bank. */
const oneOfEachKind = (made: readonly PaymentProvider[]): readonly PaymentProvider[] =>
  [...Map.groupBy(made, ({ key }) => key).values()].flatMap(([newest, ...older]) => {
    if (newest === undefined) return []
    return [older.length === 0 ? newest : createSuccession(newest, older)]
  })

/** An account is the same client at the same bank, whatever else the entry says. */
const isSharedBank = (pix: Config['pix'], settings: SingleProviderSettings): boolean =>
  settings.kind === 'pix' && settings.baseUrl === pix.baseUrl && settings.clientId === pix.clientId

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
