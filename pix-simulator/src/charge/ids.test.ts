import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { startMs } from '../_makers.ts'
import { randomAlphanumeric } from '../random.ts'
import { makeEndToEndId } from './end-to-end-id.ts'
import { Txid, makeTxid } from './txid.ts'

const letters = 'ABCXYZabcxyz0189'.split('')

describe('a txid', () => {
  test('may be any 26 to 35 letters and digits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...letters), minLength: 26, maxLength: 35 }),
        (text) => {
          expect(v.parse(Txid, text)).toBe(text)
        },
      ),
    )
  })

  test('may be nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(v.is(Txid, text)).toBe(/^[a-zA-Z0-9]{26,35}$/.test(text))
      }),
    )
  })

  test.for([
    'A'.repeat(25),
    'A'.repeat(36),
    `${'A'.repeat(26)}-`,
    `${'A'.repeat(26)}\n`,
    'É'.repeat(26),
  ])('is not %j', (text) => {
    expect(v.is(Txid, text)).toBe(false)
  })

  test('is made by the bank when the receiver leaves it to it', () => {
    expect(makeTxid(randomBytes)).toMatch(/^[a-zA-Z0-9]{32}$/)
  })
})

describe('an end-to-end id', () => {
  test('carries the payer’s bank and the UTC minute', () => {
    expect(makeEndToEndId(startMs, randomBytes)).toMatch(/^E99999999202611231336[a-zA-Z0-9]{11}$/)
  })
})

describe('a random text', () => {
  test('skips bytes that would favour some letters', () => {
    const bytes = [255, 248, 0, 61]
    expect(randomAlphanumeric(2, (length) => Uint8Array.from(bytes.splice(0, length)))).toBe('A9')
  })
})
