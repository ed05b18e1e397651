import { expect, test } from 'vitest'
import { nextWindow, nightlyWindows, overlapMs, returnsReading, sliceMs } from './next-window.ts'

const minute = 60_000
const noon = Date.parse('2026-11-23T15:00:00Z')
const days = (count: number): number => count * 24 * 60 * minute

test.for([
  ['never read', undefined, true, { fromMs: noon - days(3) - overlapMs }],
  ['read a while ago', noon - 40_000, true, { fromMs: noon - 40_000 - overlapMs, toMs: noon }],
  ['read just now', noon - 39_999, true, undefined],
  ['read a minute ago, and nothing is awaited', noon - minute, false, undefined],
  ['read ten minutes ago', noon - 10 * minute, false, { toMs: noon }],
  ['read in the future, by a clock that was wrong', noon + days(1), true, undefined],
] as const)('a list that was %s', ([, until, isBusy, window]) => {
  const next = nextWindow(until === undefined ? undefined : { until }, { nowMs: noon, isBusy })
  if (window === undefined) expect(next).toBeUndefined()
  else expect(next).toMatchObject(window)
})

test('after a long outage the list is read a day at a time, with overlap, until now', () => {
  const windows = []
  let until = noon - days(3)
  for (;;) {
    const window = nextWindow({ until }, { nowMs: noon, isBusy: true })
    if (window === undefined) break
    windows.push(window)
    expect(window.toMs - window.fromMs).toBeLessThanOrEqual(sliceMs)
    expect(window.fromMs).toBe(until - overlapMs)
    until = window.toMs
  }
  expect(windows.length).toBe(4)
  expect(until).toBe(noon)
})

test.for([
  ['at five to three in the morning of São Paulo', '2026-11-23T05:55:00Z', '2026-11-22'],
  ['at three', '2026-11-23T06:00:00Z', '2026-11-23'],
  ['at noon', '2026-11-23T15:00:00Z', '2026-11-23'],
] as const)('the nightly reading %s is for %s', ([, time, day]) => {
  const nowMs = Date.parse(time)
  const nightly = nightlyWindows(undefined, nowMs)
  expect(nightly?.day).toBe(day)
  expect(nightly?.windows.map(({ fromMs, toMs }) => [nowMs - fromMs, nowMs - toMs])).toEqual([
    [days(3), days(2)],
    [days(2), days(1)],
    [days(1), 0],
  ])
  expect(nightlyWindows({ reread: nightly?.day ?? null }, nowMs)).toBeUndefined()
})

test('what went back is asked for five days at a time, every night all of the ninety days once', () => {
  let nowMs = noon
  let returns: ReturnType<typeof returnsReading>
  const daysBack: number[] = []
  for (;;) {
    const next = returnsReading(returns && { returns: returns.returns }, nowMs)
    if (next === undefined) break
    expect(next.windows.length).toBeLessThanOrEqual(5)
    expect(next.windows.every((window) => window.returned)).toBe(true)
    daysBack.push(...next.windows.map(({ fromMs }) => Math.round((nowMs - fromMs) / days(1))))
    returns = next
    nowMs += 15_000
  }
  expect(daysBack).toEqual(Array.from({ length: 87 }, (_, n) => n + 4))
  const tomorrow = returnsReading(returns && { returns: returns.returns }, noon + days(1))
  expect(tomorrow?.returns.readDays).toBe(8)
})
