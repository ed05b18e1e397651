import * as v from 'valibot'

/** How many tests of one stage went which way. */
export interface TestCount {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

const VitestReport = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
})

const PlaywrightReport = v.object({
  stats: v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  }),
})

/** Reads the JSON report of Vitest or Playwright; an unreadable one counts nothing. */
export const countTests = (report: unknown): TestCount => {
  const vitest = v.safeParse(VitestReport, report)
  if (vitest.success) {
    const { numPassedTests, numFailedTests, numPendingTests } = vitest.output
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests }
  }
  const playwright = v.safeParse(PlaywrightReport, report)
  if (playwright.success) {
    const { expected, unexpected, flaky, skipped } = playwright.output.stats
    // A test that passes only at the second try has failed once too often for us.
    return { passed: expected, failed: unexpected + flaky, skipped }
  }
  return { passed: 0, failed: 0, skipped: 0 }
}

/** Adds what a stage without a failing test of its own (types, coverage, a crash) failed at. */
export const withStageResult = (count: TestCount, hasStagePassed: boolean): TestCount =>
  hasStagePassed || count.failed > 0 ? count : { ...count, failed: 1 }

/** Adds up the stages. */
export const sumCounts = (counts: readonly TestCount[]): TestCount =>
  counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + count.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

/** Writes the closing line of a test run. */
export const describeCount = ({ passed, failed, skipped }: TestCount): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
