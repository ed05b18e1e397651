import { type TenantId } from '@totem/shared-schema'
import { type Config } from '../config.ts'
import { sicredi } from './bacen/bacen-config.ts'
import { createBacenProvider } from './bacen/bacen-provider.ts'
import { type PaymentProvider } from './provider.ts'

/** Makes the provider of each tenant that has a Pix key. */
export const createProviders = (
  { pix, webhookSecrets: { current, previous } }: Config,
  world: { readonly fetch: typeof globalThis.fetch; readonly nowMs: () => number },
): ReadonlyMap<TenantId, PaymentProvider> => {
  const secrets = previous === undefined ? [current] : [current, previous]
  const { baseUrl, clientId, clientSecret } = pix
  return new Map(
    [...pix.keys].map(([tenantId, pixKey]) => [
      tenantId,
      createBacenProvider({
        ...world,
        config: {
          ...sicredi,
          baseUrl,
          clientId,
          clientSecret,
          pixKey,
          callbacks: { signature: 'if_present', secrets },
        },
      }),
    ]),
  )
}
