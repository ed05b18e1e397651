import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { median, percentile } from './percentile.ts'

const oneToHundred = Array.from({ length: 100 }, (_, index) => index + 1)

describe('a percentile', () => {
  test.for([
    { samples: oneToHundred, percent: 50, value: 50 },
    { samples: oneToHundred, percent: 95, value: 95 },
    { samples: oneToHundred, percent: 99, value: 99 },
    { samples: oneToHundred, percent: 100, value: 100 },
    { samples: oneToHundred, percent: 0, value: 1 },
    { samples: [30, 10, 20], percent: 50, value: 20 },
    { samples: [10, 9, 100], percent: 99, value: 100 },
    { samples: [7], percent: 99, value: 7 },
  ])('$percent of $samples.length samples is $value', ({ samples, percent, value }) => {
    expect(percentile(samples, percent)).toBe(value)
  })

  test('is one of the samples, with at least so many per cent of them at or below it', () => {
    const samples = fc.array(fc.integer(), { minLength: 1 })
    fc.assert(
      fc.property(samples, fc.integer({ min: 0, max: 100 }), (measured, percent) => {
        const value = percentile(measured, percent)
        const below = measured.filter((sample) => sample <= value).length
        expect(measured).toContain(value)
        expect(below / measured.length).toBeGreaterThanOrEqual(percent / 100)
      }),
    )
  })

  test('leaves the samples as they are', () => {
    const samples = [3, 1, 2]
    expect(median(samples)).toBe(2)
    expect(samples).toEqual([3, 1, 2])
  })

  test('of nothing is a mistake', () => {
    expect(() => median([])).toThrow('a percentile of nothing')
  })
})
