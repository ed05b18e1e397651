import * as v from 'valibot'

const Secret = v.pipe(v.string(), v.minLength(32))

/** Parses the file of secrets that sign webhooks; the previous one is believed during a rotation. */
export const WebhookSecrets = v.object({ current: Secret, previous: v.optional(Secret) })
/** The secrets whose HMAC a webhook must carry. */
export type WebhookSecrets = v.InferOutput<typeof WebhookSecrets>
