import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { runs } from '../../_runs.ts'
import { reconnectMs, retryMs } from './backoff.ts'

test.for([
  [0, 0, 50, 50],
  [1, 0, 50, 50],
  [1, 0.999_999, 100, 100],
  [2, 0, 51, 75],
  [4, 0.5, 80, 253],
  [7, 0, 56, 570],
  [19, 0, 71, 7_500],
  [40, 0.5, 162, 11_250],
  [2_000, 0.999_999, 15_000, 15_000],
] as const)(
  'after %d failures, with chance %d, the pause is %d ms without an answer and %d ms after errors',
  ([failures, random, unanswered, refused]) => {
    expect([reconnectMs(failures, random), retryMs(failures, random)]).toEqual([
      unanswered,
      refused,
    ])
  },
)

test.for([reconnectMs, retryMs])(
  'a pause of %o is never too long, never under half of the first, and never shorter after one more failure',
  (pauseMs) => {
    fc.assert(
      fc.property(
        fc.nat(5_000),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const ms = pauseMs(failures, random)
          expect(ms).toBeGreaterThanOrEqual(50)
          expect(ms).toBeLessThanOrEqual(15_000)
          expect(pauseMs(failures + 1, random)).toBeGreaterThanOrEqual(ms)
        },
      ),
      runs(200),
    )
  },
)

test('an outage of three seconds is left within a quarter of a second', () => {
  let away = 0
  let failures = 0
  while (away < 3_000) {
    failures += 1
    away += reconnectMs(failures, 0.5)
  }
  expect(reconnectMs(failures, 0.999)).toBeLessThan(250)
})
