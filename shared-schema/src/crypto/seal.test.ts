import * as fc from 'fast-check'
import nacl from 'tweetnacl'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { seededBytes } from '../_random-bytes.ts'
import { runs } from '../_runs.ts'
import { bytesToBase64url, utf8 } from '../encoding/bytes.ts'
import { seal, Sealed, SealingKey, unseal } from './seal.ts'

const keyOf = (pair: nacl.BoxKeyPair): SealingKey =>
  v.parse(SealingKey, bytesToBase64url(pair.publicKey))
const tenant = nacl.box.keyPair.fromSecretKey(new Uint8Array(32).fill(3))
const other = nacl.box.keyPair.fromSecretKey(new Uint8Array(32).fill(4))

test('what is sealed for a tenant opens with its secret key, and with no other', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 14 }),
      fc.string(),
      (text, seed) => {
        const sealed = seal(text, keyOf(tenant), seededBytes(seed))
        expect(unseal(sealed, tenant.secretKey)).toEqual(utf8(text))
        expect(unseal(sealed, other.secretKey)).toBeUndefined()
      },
    ),
    runs(25),
  )
})

test('the same CPF sealed twice looks different', () => {
  const randomBytes = seededBytes('kiosk')
  const first = seal('52998224725', keyOf(tenant), randomBytes)
  expect(seal('52998224725', keyOf(tenant), randomBytes)).not.toBe(first)
})

test('there is no envelope around nothing', () => {
  expect(() => seal('', keyOf(tenant), seededBytes('kiosk'))).toThrow()
})

test('a changed envelope does not open', () => {
  const sealed = seal('52998224725', keyOf(tenant), seededBytes('kiosk'))
  const bytes = Buffer.from(sealed, 'base64url')
  for (const at of [0, 40, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(unseal(v.parse(Sealed, changed.toString('base64url')), tenant.secretKey)).toBeUndefined()
  }
})

test.for(['', 'x', 'A'.repeat(96), 'A'.repeat(513), '529.982.247-25', 7])(
  '%j is no envelope',
  (given) => {
    expect(v.is(Sealed, given)).toBe(false)
  },
)

test.for(['', 'A'.repeat(42), `${'A'.repeat(42)}B`, 'A'.repeat(44)])(
  '%j is no sealing key',
  (given) => {
    expect(v.is(SealingKey, given)).toBe(false)
  },
)
