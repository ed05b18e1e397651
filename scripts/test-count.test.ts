import { expect, test } from 'vitest'
import { countTests, describeCount, sumCounts, withStageResult } from './test-count.ts'

test.for([
  {
    name: 'Vitest',
    report: { numPassedTests: 40, numFailedTests: 2, numPendingTests: 1, success: false },
    count: { passed: 40, failed: 2, skipped: 1 },
  },
  {
    name: 'Playwright, whose flaky tests have failed',
    report: { stats: { expected: 7, unexpected: 1, flaky: 2, skipped: 3 } },
    count: { passed: 7, failed: 3, skipped: 3 },
  },
  { name: 'nobody', report: undefined, count: { passed: 0, failed: 0, skipped: 0 } },
])('a report of $name is counted', ({ report, count }) => {
  expect(countTests(report)).toEqual(count)
})

test('a stage that fails without a failing test counts as one failure', () => {
  const clean = { passed: 5, failed: 0, skipped: 0 }
  expect(withStageResult(clean, false)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  expect(withStageResult(clean, true)).toEqual(clean)
  expect(withStageResult({ ...clean, failed: 3 }, false)).toEqual({ ...clean, failed: 3 })
})

test('the closing line sums all stages and names skipped tests only when there are any', () => {
  const unit = { passed: 40, failed: 0, skipped: 0 }
  const browser = { passed: 7, failed: 1, skipped: 2 }
  expect(describeCount(sumCounts([unit, browser]))).toBe('47 passed, 1 failed, 2 skipped')
  expect(describeCount(sumCounts([unit]))).toBe('40 passed, 0 failed')
  expect(describeCount(sumCounts([]))).toBe('0 passed, 0 failed')
})
