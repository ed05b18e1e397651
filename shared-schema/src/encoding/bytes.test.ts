import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { base64urlToBytes, bytesToBase32, bytesToBase64url, utf8 } from './bytes.ts'

const bytes = fc.uint8Array({ maxLength: 100 })

describe('UTF-8', () => {
  test('is what TextEncoder writes, also for half a surrogate pair', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
    )
    fc.assert(
      fc.property(text, (given) => {
        expect([...utf8(given)]).toEqual([...new TextEncoder().encode(given)])
      }),
      runs(1_000),
    )
  })

  test.for([
    '',
    'a',
    '\u007f\u0080\u07ff\u0800\uffff',
    'Ação',
    '🧊',
    '\ud800',
    '\udc00x',
    '\ud83dx',
  ])('of %j agrees at the borders of its lengths', (text) => {
    expect([...utf8(text)]).toEqual([...Buffer.from(text, 'utf8')])
  })
})

describe('base64url', () => {
  test('is what Buffer writes, and reads back', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const text = bytesToBase64url(given)
        expect(text).toBe(Buffer.from(given).toString('base64url'))
        expect(base64urlToBytes(text)).toEqual(new Uint8Array(given))
      }),
      runs(1_000),
    )
  })

  test('has one text for one value: what it reads it would write', () => {
    const text = fc.string({
      unit: fc.constantFrom('A', 'Q', 'g', 'w', 'B', '-', '_', '='),
      maxLength: 9,
    })
    fc.assert(
      fc.property(text, (given) => {
        const read = base64urlToBytes(given)
        if (read !== undefined) expect(bytesToBase64url(read)).toBe(given)
      }),
      runs(1_000),
    )
  })

  test.for(['A', 'AB', 'AAB', 'AA==', 'A+/A', 'AA A', 'AA\n', 'ÁAAA', '🧊', 'AAAAA'])(
    '%j is not base64url',
    (text) => {
      expect(base64urlToBytes(text)).toBeUndefined()
    },
  )
})

describe('Crockford base32', () => {
  test('writes five bits a character, most significant first', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const bits = [...given].map((byte) => byte.toString(2).padStart(8, '0')).join('')
        const expected = (bits.match(/.{5}/g) ?? []).map((five) =>
          '0123456789abcdefghjkmnpqrstvwxyz'.charAt(Number.parseInt(five, 2)),
        )
        expect(bytesToBase32(given, 200)).toBe(expected.join(''))
      }),
      runs(500),
    )
  })

  test('is cut to a length', () => {
    expect(bytesToBase32(Uint8Array.of(0xff, 0xff, 0xff), 3)).toBe('zzz')
  })
})
