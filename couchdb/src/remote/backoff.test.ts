import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test.for([
  [1, 0, 50],
  [1, 0.999, 100],
  [4, 0.5, 600],
  [100, 0.999, 9995],
])('after %i failures at chance %d the wait is %i ms', ([failures = 1, random = 0, ms]) => {
  expect(backoffMs(failures, random)).toBe(ms)
})

test('no wait is longer than 10 s or shorter than 50 ms', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (failures, random) => {
      const ms = backoffMs(failures, random)
      expect(ms >= 50 && ms <= 10_000).toBe(true)
    }),
  )
})
