import { createHmac } from 'node:crypto'
import { type TenantId } from '@totem/shared-schema'
import { hashSecret, isSameHash } from '../../crypto/hash-secret.ts'

/** Whose calls an address takes. */
export interface WebhookPlace {
  readonly tenantId: TenantId
  readonly provider: string
}

/**
 * Makes the secret part of the address a bank calls. It names the tenant to us and to nobody else,
 * and nothing needs to be stored for it.
 */
export const webhookToken = (secret: string, { provider, tenantId }: WebhookPlace): string =>
  createHmac('sha256', secret).update(`${provider}:${tenantId}`).digest('hex').slice(0, 32)

/** Says whether a token is the right one, under any secret that is believed. */
export const isWebhookToken = (
  token: string,
  place: WebhookPlace,
  secrets: readonly string[],
): boolean => {
  const given = hashSecret(token)
  return secrets.some((secret) => isSameHash(hashSecret(webhookToken(secret, place)), given))
}
