import nacl from 'tweetnacl'
import * as v from 'valibot'
import { base64urlToBytes, bytesToBase64url, utf8 } from '../encoding/bytes.ts'

/** Parses a tenant's public sealing key (X25519): 32 bytes as base64url. */
export const SealingKey = v.pipe(
  v.string(),
  v.check((text) => base64urlToBytes(text)?.length === 32),
  v.brand('SealingKey'),
)
/** Lets anybody close an envelope that only the tenant's gateway can open. */
export type SealingKey = v.InferOutput<typeof SealingKey>

/** Parses a sealed text: ephemeral public key ‖ nonce ‖ box, as base64url. */
export const Sealed = v.pipe(
  v.string(),
  v.maxLength(512),
  v.check((text) => (base64urlToBytes(text)?.length ?? 0) > 32 + 24 + 16),
  v.brand('Sealed'),
)
/** Text that nobody on the devices can read back, not even the one who sealed it. */
export type Sealed = v.InferOutput<typeof Sealed>

/** Source of random bytes, passed in so that the domain stays repeatable. */
export type RandomBytes = (count: number) => Uint8Array

/** Closes text for the tenant with a key pair used once (tweetnacl box: X25519, XSalsa20-Poly1305). */
export const seal = (text: string, sealingKey: SealingKey, randomBytes: RandomBytes): Sealed => {
  const once = nacl.box.keyPair.fromSecretKey(randomBytes(nacl.box.secretKeyLength))
  const nonce = randomBytes(nacl.box.nonceLength)
  const box = nacl.box(utf8(text), nonce, bytesOf(sealingKey), once.secretKey)
  return v.parse(Sealed, bytesToBase64url(Uint8Array.from([...once.publicKey, ...nonce, ...box])))
}

/** Opens sealed text with the tenant's secret key; `undefined` when it was closed for somebody else or changed. */
export const unseal = (sealed: Sealed, secretKey: Uint8Array): Uint8Array | undefined => {
  const bytes = bytesOf(sealed)
  const opened = nacl.box.open(
    bytes.subarray(56),
    bytes.subarray(32, 56),
    bytes.subarray(0, 32),
    secretKey,
  )
  return opened ?? undefined
}

const bytesOf = (encoded: SealingKey | Sealed): Uint8Array => {
  const bytes = base64urlToBytes(encoded)
  if (bytes === undefined) throw new TypeError('a branded value that is not base64url')
  return bytes
}
