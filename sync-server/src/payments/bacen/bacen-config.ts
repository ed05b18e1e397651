import { type PixBankSettings } from '../provider-settings.ts'

/** One bank that speaks the BACEN API Pix. Another bank is another value of this, not other code. */
export interface BacenConfig {
  /** Names the provider in documents and in the address the bank calls. */
  readonly key: string
  readonly baseUrl: string
  readonly tokenPath: string
  readonly tokenParametersIn: 'query' | 'body' | 'both'
  readonly scopes: readonly string[]
  readonly clientId: string
  readonly clientSecret: string
  /** Banks serve each resource under a version of its own. */
  readonly paths: { readonly cobItem: string; readonly pix: string; readonly webhook: string }
  /** The key (*chave*) that receives the money; it belongs to the account of the credentials. */
  readonly pixKey: string
  readonly callbacks: {
    /** A bank that does not sign can only be `if_present`. */
    readonly signature: 'required' | 'if_present'
    /** Every secret that is believed: the current one and, during a rotation, the previous. */
    readonly secrets: readonly string[]
  }
}

/**
 * What Sicredi's integrators agree on: `/cob/{txid}` in v3, the rest in v2, token parameters in the
 * query. Credentials are granted per scope, so only what this build uses is asked for.
 */
export const sicredi = {
  key: 'pix',
  tokenPath: '/oauth/token',
  tokenParametersIn: 'query',
  scopes: ['cob.read', 'cob.write', 'pix.read', 'pix.write', 'webhook.read', 'webhook.write'],
  paths: { cobItem: '/api/v3/cob', pix: '/api/v2/pix', webhook: '/api/v2/webhook' },
} as const satisfies Partial<BacenConfig>

/** Fills in for a bank what its settings leave out. */
export const bacenConfigOf = (
  settings: Omit<PixBankSettings, 'kind' | 'earlier' | 'clientSecretFile'>,
  clientSecret: string,
  callbacks: BacenConfig['callbacks'],
): BacenConfig => ({
  key: sicredi.key,
  baseUrl: settings.baseUrl,
  tokenPath: settings.tokenPath ?? sicredi.tokenPath,
  tokenParametersIn: settings.tokenParametersIn ?? sicredi.tokenParametersIn,
  scopes: settings.scopes ?? sicredi.scopes,
  clientId: settings.clientId,
  clientSecret,
  paths: { ...sicredi.paths, ...settings.paths },
  pixKey: settings.pixKey,
  callbacks: { ...callbacks, signature: settings.signature ?? callbacks.signature },
})
