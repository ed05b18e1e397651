import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'

const Address = v.pipe(
  v.string(),
  v.check(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    'must be an http(s) address',
  ),
  v.transform((text) => text.replace(/\/$/, '')),
)
const FilePath = v.pipe(v.string(), v.nonEmpty())
const ApiPath = v.pipe(v.string(), v.regex(/^\/[\w./-]+$/, 'must be a path such as /api/v2/cob'))

/** Parses a Pix key (*chave*), as every bank takes it. */
export const PixKey = v.pipe(v.string(), v.regex(/^[\w@.+-]{8,77}$/, 'must be a Pix key'))

const bank = {
  baseUrl: Address,
  clientId: v.pipe(v.string(), v.nonEmpty()),
  clientSecretFile: FilePath,
  pixKey: PixKey,
  /** Without it the bank is spoken to over plain TLS, as simulators and relays allow. */
  tls: v.exactOptional(
    v.strictObject({ certFile: FilePath, keyFile: FilePath, caFile: v.exactOptional(FilePath) }),
  ),
  tokenPath: v.exactOptional(ApiPath),
  tokenParametersIn: v.exactOptional(v.picklist(['query', 'body', 'both'])),
  scopes: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1))),
  paths: v.exactOptional(
    v.strictObject({
      cobItem: v.exactOptional(ApiPath),
      pix: v.exactOptional(ApiPath),
      webhook: v.exactOptional(ApiPath),
    }),
  ),
  signature: v.exactOptional(v.picklist(['required', 'if_present'])),
}

const terminal = {
  kind: v.literal('card_terminal'),
  baseUrl: Address,
  tokenFile: FilePath,
  /** The terminal's name at the bridge. */
  terminal: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
}
const cash = { kind: v.literal('cash') }

/** A provider without those it took over from; one that does not say its kind is a bank. */
const Single = v.variant('kind', [
  v.strictObject({ kind: v.optional(v.literal('pix'), 'pix'), ...bank }),
  v.strictObject(terminal),
  v.strictObject(cash),
])
/** Who moved, or moves, the money of one tenant. */
export type SingleProviderSettings = v.InferOutput<typeof Single>

/** Providers this one took over from: charges they made stay with them until their end. */
const earlier = v.exactOptional(v.array(Single))

/** Parses what names a bank that speaks the BACEN API Pix; what is left out is as Sicredi has it. */
export const PixBankSettings = v.strictObject({ kind: v.literal('pix'), ...bank, earlier })
/** What names a bank that speaks the BACEN API Pix. */
export type PixBankSettings = v.InferOutput<typeof PixBankSettings>

const Settings = v.variant('kind', [
  PixBankSettings,
  v.strictObject({ ...terminal, earlier }),
  v.strictObject({ ...cash, earlier }),
])
/** Who moves the money of one tenant, and who did before. */
export type ProviderSettings = v.InferOutput<typeof Settings>

/** Parses the file of `PAYMENT_PROVIDERS_FILE`: the provider of each tenant. */
export const ProvidersFile = v.pipe(
  v.record(TenantId, Settings),
  v.transform((file): ReadonlyMap<TenantId, ProviderSettings> => {
    const entries = Object.entries(file)
    return new Map(entries.map(([id, settings]) => [v.parse(TenantId, id), settings]))
  }),
  // A Pix key has one webhook: two tenants on it would take each other's calls away.
  v.check((providers) => {
    const keys = [...providers.values()].flatMap((each) =>
      each.kind === 'pix' ? [each.pixKey] : [],
    )
    return new Set(keys).size === keys.length
  }, 'must name each Pix key once'),
)
