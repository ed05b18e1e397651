import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { canonicalJson, type CanonicalValue } from './canonical-json.ts'

const { value } = fc.letrec<{ value: CanonicalValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.maxSafeInteger().map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 4 }), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}))

const rekeyed = (given: CanonicalValue): CanonicalValue => {
  if (given === null || typeof given !== 'object') return given
  if (Array.isArray(given)) return given.map((member: CanonicalValue) => rekeyed(member))
  return Object.fromEntries(
    Object.entries(given)
      .toReversed()
      .map(([key, member]) => [key, rekeyed(member)]),
  )
}

test('equal values give equal text, whatever the order of their keys', () => {
  fc.assert(
    fc.property(value, (given) => {
      expect(canonicalJson(rekeyed(given))).toBe(canonicalJson(given))
    }),
    runs(500),
  )
})

test('the text reads back as the value, and prints the same again', () => {
  fc.assert(
    fc.property(value, (given) => {
      const text = canonicalJson(given)
      const read = JSON.parse(text) as CanonicalValue
      expect(read).toEqual(JSON.parse(JSON.stringify(given)))
      expect(canonicalJson(read)).toBe(text)
    }),
    runs(500),
  )
})

test('different values give different text', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const same = JSON.stringify(rekeyed(a)) === JSON.stringify(rekeyed(b))
      if (same) expect(canonicalJson(a)).toBe(canonicalJson(b))
      else if (canonicalJson(a) === canonicalJson(b)) expect(a).toEqual(b)
    }),
    runs(500),
  )
})

test.for<[CanonicalValue, string]>([
  [{ b: 1, a: [true, null, 'x'], A: {} }, '{"A":{},"a":[true,null,"x"],"b":1}'],
  [{ '10': 1, '9': 2, '': 3 }, '{"":3,"10":1,"9":2}'],
  [
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
  ],
  ['"\\\u0000\u2028\ud800', '"\\"\\\\\\u0000\u2028\\ud800"'],
  [-0, '0'],
  [Number.MAX_SAFE_INTEGER, '9007199254740991'],
  [[], '[]'],
])('%j prints as %s', ([given, text]) => {
  expect(canonicalJson(given)).toBe(text)
})

test.for([0.1, 1e21, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])(
  '%d cannot be signed',
  (number) => {
    expect(() => canonicalJson({ deep: [number] })).toThrow(TypeError)
  },
)
