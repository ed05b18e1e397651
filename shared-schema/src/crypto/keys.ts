import nacl from 'tweetnacl'
import * as v from 'valibot'
import { base64urlToBytes, bytesToBase32, bytesToBase64url, utf8 } from '../encoding/bytes.ts'

const bytesInBase64url = (bytes: number): ((text: string) => boolean) => {
  const length = Math.ceil((bytes * 4) / 3)
  return (text) => text.length === length && base64urlToBytes(text) !== undefined
}

/** Parses an Ed25519 public key: 32 bytes as base64url. */
export const PublicKey = v.pipe(v.string(), v.check(bytesInBase64url(32)), v.brand('PublicKey'))
/** Names who signed: an Ed25519 public key, 32 bytes as base64url. */
export type PublicKey = v.InferOutput<typeof PublicKey>

/** Parses an Ed25519 secret key in tweetnacl's form (seed ‖ public key): 64 bytes as base64url. */
export const SecretKey = v.pipe(v.string(), v.check(bytesInBase64url(64)), v.brand('SecretKey'))
/** Signs for one device or tenant; it never leaves the place where it was made. */
export type SecretKey = v.InferOutput<typeof SecretKey>

/** Parses an Ed25519 signature: 64 bytes as base64url. */
export const Signature = v.pipe(v.string(), v.check(bytesInBase64url(64)), v.brand('Signature'))
/** Proves that the holder of a key wrote some bytes: 64 bytes as base64url. */
export type Signature = v.InferOutput<typeof Signature>

/** An Ed25519 key pair. */
export interface KeyPair {
  readonly publicKey: PublicKey
  readonly secretKey: SecretKey
}

/** Makes a key pair from 32 random bytes, which the caller brings. */
export const keyPairFromSeed = (seed: Uint8Array): KeyPair => {
  const pair = nacl.sign.keyPair.fromSeed(seed)
  return {
    publicKey: v.parse(PublicKey, bytesToBase64url(pair.publicKey)),
    secretKey: v.parse(SecretKey, bytesToBase64url(pair.secretKey)),
  }
}

/** Signs text (as UTF-8). Ed25519 is deterministic: the same key and text give the same signature everywhere. */
export const signText = (text: string, secretKey: SecretKey): Signature =>
  v.parse(Signature, bytesToBase64url(nacl.sign.detached(utf8(text), bytesOf(secretKey))))

/** Checks a signature over text. Slow (milliseconds): servers use their platform's own Ed25519 through {@link VerifyText}. */
export const verifyText: VerifyText = (text, signature, publicKey) =>
  nacl.sign.detached.verify(utf8(text), bytesOf(signature), bytesOf(publicKey))

/** A way to check Ed25519 signatures, so that a server may pass a faster one in. */
export type VerifyText = (text: string, signature: Signature, publicKey: PublicKey) => boolean

/** Hashes text with SHA-512 cut to 160 bits, as 32 characters of Crockford base32. */
export const hashText = (text: string): string => bytesToBase32(nacl.hash(utf8(text)), 32)

const bytesOf = (encoded: PublicKey | SecretKey | Signature): Uint8Array => {
  const bytes = base64urlToBytes(encoded)
  if (bytes === undefined) throw new TypeError('a branded key that is not base64url')
  return bytes
}
