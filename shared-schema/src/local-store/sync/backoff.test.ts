import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../_runs.ts'
import { backoffMs } from './backoff.ts'

test.for([
  [0, 0, 50],
  [1, 0, 50],
  [1, 0.999_999, 100],
  [2, 0, 55],
  [4, 0.5, 100],
  [7, 0, 89],
  [19, 0, 278],
  [40, 0.5, 3_086],
  [2_000, 0.999_999, 15_000],
] as const)('after %d failures, with chance %d, the pause is %d ms', ([failures, random, ms]) => {
  expect(backoffMs(failures, random)).toBe(ms)
})

test('a pause is never longer than the longest, never under half of the first, and never shorter after one more failure', () => {
  fc.assert(
    fc.property(
      fc.nat(5_000),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, random) => {
        const ms = backoffMs(failures, random)
        expect(ms).toBeGreaterThanOrEqual(50)
        expect(ms).toBeLessThanOrEqual(15_000)
        expect(backoffMs(failures + 1, random)).toBeGreaterThanOrEqual(ms)
      },
    ),
    runs(200),
  )
})
