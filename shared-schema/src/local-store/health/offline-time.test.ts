import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addStretch, offlineDaysOf, type OfflineTime } from './offline-time.ts'

const timeZone = 'America/Sao_Paulo'
/** 14:00 in the studio. */
const afternoon = Date.parse('2026-11-23T17:00:00Z')
const minute = 60_000
const nothing: OfflineTime = new Map()

const after = (
  fromMs: number,
  minutes: number,
  { isOffline = true, time = nothing }: { isOffline?: boolean; time?: OfflineTime } = {},
): OfflineTime => addStretch(time, { fromMs, toMs: fromMs + minutes * minute, isOffline }, timeZone)

test('time without a connection adds up, time with one only says that somebody looked', () => {
  const quiet = after(afternoon, 1, { isOffline: false })
  expect(offlineDaysOf(quiet)).toEqual([{ day: '2026-11-23', minutes: 0 }])
  const cut = after(afternoon, 1.5, { time: after(afternoon, 1.5, { time: quiet }) })
  expect(offlineDaysOf(cut)).toEqual([{ day: '2026-11-23', minutes: 3 }])
})

test('a device that slept, or whose clock was set, was not without a connection', () => {
  expect([after(afternoon, 4), after(afternoon, -1)]).toEqual([nothing, nothing])
})

test('each day has its own time, in the studio’s time zone', () => {
  const midnight = Date.parse('2026-11-24T03:00:00Z')
  const late = after(midnight - minute, 1)
  expect(offlineDaysOf(after(midnight, 2, { time: late }))).toEqual([
    { day: '2026-11-23', minutes: 1 },
    { day: '2026-11-24', minutes: 2 },
  ])
})

test('a week is kept, in order, and no minute counts twice', () => {
  const stretch = fc.record({ day: fc.nat(20), isOffline: fc.boolean() })
  fc.assert(
    fc.property(fc.array(stretch), (stretches) => {
      const time = stretches.reduce(
        (time, { day, isOffline }) =>
          after(afternoon + day * 1_440 * minute, 1, { isOffline, time }),
        nothing,
      )
      const days = offlineDaysOf(time)
      expect(days.length).toBeLessThanOrEqual(7)
      const latest = Math.max(...stretches.map(({ day }) => day))
      if (stretches.length > 0)
        expect(days.at(-1)?.day).toBe(
          new Date(afternoon + latest * 1_440 * minute).toISOString().slice(0, 10),
        )
      expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).toSorted())
      expect(days.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(
        stretches.filter(({ isOffline }) => isOffline).length,
      )
    }),
  )
})
