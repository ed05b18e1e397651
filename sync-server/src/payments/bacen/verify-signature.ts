import { createHmac } from 'node:crypto'
import { hashSecret, isSameHash } from '../../crypto/hash-secret.ts'
import { type HookVerdict, type RawHook } from '../provider.ts'
import { type BacenConfig } from './bacen-config.ts'

/** The header in which our simulator, an edge relay or a signing bank puts its signature. */
export const signatureHeader = 'X-Totem-Signature'

/** How far the time of a signature may lie from ours, in seconds, either way. */
const windowSeconds = 300

/**
 * Checks `t=<unix s>,v1=<hex HMAC-SHA256 of "t.body">` over the raw body. Even a good signature is a
 * hint only: it proves who relayed, not that money moved.
 */
export const verifySignature = (
  { headers, rawBody, receivedAtMs }: RawHook,
  { signature, secrets }: BacenConfig['callbacks'],
): HookVerdict => {
  const header = headers.get(signatureHeader)
  if (header === null)
    return signature === 'required' ? { ok: false, reason: 'unsigned' } : believed
  const [, seconds, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (seconds === undefined || given === undefined) return { ok: false, reason: 'forged' }
  const isSigned = secrets.some((secret) => {
    const right = createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest('hex')
    // Hashed first, so that the comparison takes the same time whatever was sent.
    return isSameHash(hashSecret(right), hashSecret(given))
  })
  if (!isSigned) return { ok: false, reason: 'forged' }
  const ageSeconds = Math.abs(receivedAtMs / 1_000 - Number(seconds))
  return ageSeconds > windowSeconds ? { ok: false, reason: 'stale' } : { ...believed, once: given }
}

const believed = { ok: true, strength: 'hint' } as const satisfies HookVerdict
