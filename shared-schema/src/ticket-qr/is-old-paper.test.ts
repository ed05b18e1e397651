import { expect, test } from 'vitest'
import { nextHlc } from '../time/hlc.ts'
import { isOldPaper, tabletWindowMs } from './is-old-paper.ts'

const nowMs = Date.parse('2026-11-23T13:30:00Z')

test.for([
  ['now', 0, false],
  ['a window ago', tabletWindowMs, false],
  ['a moment before that', tabletWindowMs + 1, true],
  ['later than this clock says', -60_000, false],
] as const)('paper sold %s', ([, ageMs, isOld]) => {
  expect(isOldPaper({ soldAt: nextHlc(nowMs - ageMs, undefined) }, nowMs)).toBe(isOld)
})
