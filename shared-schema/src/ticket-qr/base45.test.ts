import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '../encoding/bytes.ts'
import { base45ToBytes, bytesToBase45 } from './base45.ts'

/** The examples of RFC 9285 §4.3 and §4.4. */
const rfcExamples = [
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
  ['', ''],
] as const

test.for(rfcExamples)('“%s” is “%s”, as the RFC has it', ([plain, encoded]) => {
  expect(bytesToBase45(utf8(plain))).toBe(encoded)
  expect(base45ToBytes(encoded)).toEqual(utf8(plain))
})

test('any bytes come back from their text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(base45ToBytes(bytesToBase45(bytes))).toEqual(bytes)
    }),
  )
})

test.for([
  ['a character outside the alphabet', 'bb8'],
  ['a length no encoder writes', 'BB80'],
  ['three characters beyond two bytes', 'GGX'],
  ['two characters beyond one byte', '::'],
] as const)('%s is not base45', ([, text]) => {
  expect(base45ToBytes(text)).toBeUndefined()
})

test('text that is its own encoding is all that is read', () => {
  const anyText = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789ABCXYZ $%*+-./:')),
    maxLength: 30,
  })
  fc.assert(
    fc.property(anyText, (text) => {
      const bytes = base45ToBytes(text)
      expect(bytes === undefined || bytesToBase45(bytes) === text).toBe(true)
    }),
  )
})
