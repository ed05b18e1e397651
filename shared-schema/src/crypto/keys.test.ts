import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { bytesToBase32 } from '../encoding/bytes.ts'
import {
  hashText,
  keyPairFromSeed,
  PublicKey,
  SecretKey,
  Signature,
  signText,
  verifyText,
  type KeyPair,
} from './keys.ts'

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 })
const texts = fc.string({ unit: 'grapheme', maxLength: 80 })

const nodePublicKey = ({ publicKey }: KeyPair): ReturnType<typeof createPublicKey> =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
/** The first 32 of 64 bytes, as base64url: `d` of a JWK. */
const seedOf = (secretKey: SecretKey): string =>
  Buffer.from(secretKey, 'base64url').subarray(0, 32).toString('base64url')

const nodeSecretKey = ({ publicKey, secretKey }: KeyPair): ReturnType<typeof createPrivateKey> =>
  createPrivateKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: seedOf(secretKey) },
    format: 'jwk',
  })

describe('Ed25519', () => {
  test('signs here what Node believes, and believes what Node signs', () => {
    fc.assert(
      fc.property(seeds, texts, (seed, text) => {
        const keys = keyPairFromSeed(seed)
        expect(seedOf(keys.secretKey)).toBe(Buffer.from(seed).toString('base64url'))
        const ours = signText(text, keys.secretKey)
        expect(
          verify(null, Buffer.from(text), nodePublicKey(keys), Buffer.from(ours, 'base64url')),
        ).toBe(true)
        const theirs = sign(null, Buffer.from(text), nodeSecretKey(keys)).toString('base64url')
        expect(theirs).toBe(ours)
        expect(verifyText(text, v.parse(Signature, theirs), keys.publicKey)).toBe(true)
      }),
      runs(30),
    )
  })

  test('believes no other text, key or signature', () => {
    const keys = keyPairFromSeed(new Uint8Array(32).fill(1))
    const others = keyPairFromSeed(new Uint8Array(32).fill(2))
    const signature = signText('A-017', keys.secretKey)
    expect(verifyText('A-017', signature, keys.publicKey)).toBe(true)
    expect(verifyText('A-018', signature, keys.publicKey)).toBe(false)
    expect(verifyText('A-017', signature, others.publicKey)).toBe(false)
    expect(verifyText('A-017', signText('A-017', others.secretKey), keys.publicKey)).toBe(false)
  })
})

test('a hash is SHA-512, cut to 160 bits', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const digest = createHash('sha512').update(text, 'utf8').digest()
      expect(hashText(text)).toBe(bytesToBase32(digest.subarray(0, 20), 32))
    }),
    runs(200),
  )
})

describe('an encoded key', () => {
  const schemas = { PublicKey, SecretKey, Signature }
  test.for([
    { schema: 'PublicKey', bytes: 32, valid: true },
    { schema: 'PublicKey', bytes: 31, valid: false },
    { schema: 'PublicKey', bytes: 33, valid: false },
    { schema: 'SecretKey', bytes: 64, valid: true },
    { schema: 'SecretKey', bytes: 32, valid: false },
    { schema: 'Signature', bytes: 64, valid: true },
    { schema: 'Signature', bytes: 63, valid: false },
    { schema: 'Signature', bytes: 65, valid: false },
  ] as const)('$schema of $bytes bytes is valid: $valid', ({ schema, bytes, valid }) => {
    expect(v.is(schemas[schema], Buffer.alloc(bytes, 7).toString('base64url'))).toBe(valid)
  })

  test.for([
    '',
    'A'.repeat(42),
    `${'A'.repeat(42)}B`,
    `${'A'.repeat(42)}=`,
    `${'A'.repeat(42)}+`,
    7,
    null,
  ])('%j is no public key', (given) => {
    expect(v.is(PublicKey, given)).toBe(false)
  })
})
