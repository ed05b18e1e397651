import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { Hlc, maxClockPushMs, nextHlc } from './hlc.ts'

const hlc = (ms: number): Hlc => v.parse(Hlc, ms)
const noon = Date.UTC(2026, 10, 23, 12)

test.for([
  { name: 'nothing seen: our own time', now: noon, seen: undefined, next: noon },
  { name: 'an older time seen: our own time', now: noon, seen: noon - 1, next: noon },
  { name: 'our own time seen: one later', now: noon, seen: noon, next: noon + 1 },
  { name: 'a later time seen: one after it', now: noon, seen: noon + 9, next: noon + 10 },
  {
    name: 'five minutes ahead: not a millisecond more',
    now: noon,
    seen: noon + maxClockPushMs,
    next: noon + maxClockPushMs,
  },
  {
    name: 'a clock in 2099 pushes us by five minutes',
    now: noon,
    seen: Date.UTC(2099, 0, 1),
    next: noon + 300_000,
  },
  { name: 'our own clock in 1970', now: 0, seen: noon, next: 300_000 },
  { name: 'our own clock before 1970', now: -5, seen: undefined, next: 0 },
  { name: 'a clock with fractions', now: 10.9, seen: undefined, next: 10 },
  {
    name: 'the largest time there is',
    now: noon,
    seen: Number.MAX_SAFE_INTEGER,
    next: noon + 300_000,
  },
])('$name', ({ now, seen, next }) => {
  expect(nextHlc(now, seen === undefined ? undefined : hlc(seen))).toBe(next)
})

test.for([Number.NaN, Number.POSITIVE_INFINITY])('a clock of %d is a bug', (now) => {
  expect(() => nextHlc(now, undefined)).toThrow()
})

const times = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) })

test('is never behind our clock, never more than five minutes ahead of it, and after all that is near', () => {
  fc.assert(
    fc.property(times, times, (now, seen) => {
      const next = nextHlc(now, hlc(seen))
      expect(next).toBeGreaterThanOrEqual(now)
      expect(next).toBeLessThanOrEqual(now + maxClockPushMs)
      expect(next > seen).toBe(seen < now + maxClockPushMs)
    }),
    runs(1_000),
  )
})

test('a chain of events grows while one clock stands still or jitters by less than five minutes', () => {
  const jitters = fc.array(fc.integer({ min: 0, max: maxClockPushMs - 100 }), { maxLength: 50 })
  fc.assert(
    fc.property(jitters, (offsets) => {
      let last: Hlc | undefined
      for (const offset of offsets) {
        const next = nextHlc(noon + offset, last)
        expect(last === undefined || next > last).toBe(true)
        last = next
      }
    }),
    runs(300),
  )
})
