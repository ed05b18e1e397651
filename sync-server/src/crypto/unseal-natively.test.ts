import { randomBytes } from 'node:crypto'
import { seal, Sealed, SealingKey, unseal } from '@totem/shared-schema'
import fc from 'fast-check'
import nacl from 'tweetnacl'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { unsealNatively } from './unseal-natively.ts'

const bytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count))
const keyOf = (publicKey: Uint8Array): SealingKey =>
  v.parse(SealingKey, Buffer.from(publicKey).toString('base64url'))

test('opens what the domain opens, and nothing else', () => {
  const [tenant, other] = [nacl.box.keyPair(), nacl.box.keyPair()]
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 40 }), fc.nat(), (text, at) => {
      const sealed = seal(text, keyOf(tenant.publicKey), bytes)
      expect(unsealNatively(sealed, tenant.secretKey)).toEqual(unseal(sealed, tenant.secretKey))
      expect(unsealNatively(sealed, other.secretKey)).toBeUndefined()
      const changed = Buffer.from(sealed, 'base64url')
      const place = at % changed.length
      changed[place] = (changed[place] ?? 0) ^ 1
      const damaged = v.parse(Sealed, changed.toString('base64url'))
      expect(unsealNatively(damaged, tenant.secretKey)).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})

test('a point of low order opens nothing', () => {
  const { secretKey } = nacl.box.keyPair()
  const sealed = v.parse(Sealed, Buffer.concat([Buffer.alloc(32), bytes(60)]).toString('base64url'))
  expect(unsealNatively(sealed, secretKey)).toBeUndefined()
})
