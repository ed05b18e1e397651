import { signText, type VerifyText } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { aKeyPair } from '../_test-gateway.ts'
import { verifyTextNatively } from '../crypto/verify-text.ts'
import { createVerifyMemory } from './verify-memory.ts'

const keys = aKeyPair()
const signature = signText('a', keys.secretKey)

const counted = (): { readonly verify: VerifyText; readonly asked: () => number } => {
  let asked = 0
  const verify = createVerifyMemory((...checked) => {
    asked += 1
    return verifyTextNatively(...checked)
  })
  return { verify, asked: () => asked }
}

test('a good signature is checked once', () => {
  const { verify, asked } = counted()
  expect([1, 2, 3].map(() => verify('a', signature, keys.publicKey))).toEqual([true, true, true])
  expect(asked()).toBe(1)
})

test('a good signature vouches for no other text and no other key', () => {
  const { verify } = counted()
  verify('a', signature, keys.publicKey)
  expect(verify('b', signature, keys.publicKey)).toBe(false)
  expect(verify('a', signature, aKeyPair().publicKey)).toBe(false)
  expect(verify('a', signature, keys.publicKey)).toBe(true)
})

test('a bad signature is checked each time', () => {
  const { verify, asked } = counted()
  expect([1, 2].map(() => verify('b', signature, keys.publicKey))).toEqual([false, false])
  expect(asked()).toBe(2)
})
