import { expect, test } from 'vitest'
import { isUpdateOrdered } from './is-update-ordered.ts'

const hourMs = 60 * 60_000

test.for<[string, number | undefined, boolean]>([
  ['nobody ordered anything', undefined, false],
  ['an order stands for a day', -23 * hourMs, true],
  ['an order of yesterday is over', -25 * hourMs, false],
  ['a kiosk whose clock is behind obeys too', hourMs, true],
])('%s', ([, agoMs, isOrdered]) => {
  const nowMs = Date.UTC(2026, 10, 23)
  const profile = agoMs === undefined ? {} : { updateOrderedAt: nowMs + agoMs }
  expect(isUpdateOrdered(profile, nowMs)).toBe(isOrdered)
})
