import { businessDayOf } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { daysAfter, dueDayOf } from './due-day.ts'

const zone = 'America/Sao_Paulo'

test.for([
  ['2026-11-23T03:04:59Z', '2026-11-21'],
  ['2026-11-23T03:05:00Z', '2026-11-22'],
  ['2026-11-24T02:59:00Z', '2026-11-22'],
])('at %s the latest due day is %s', ([instant, due]) => {
  expect(dueDayOf(Date.parse(instant ?? ''), zone)).toBe(due)
})

test('days in between are counted over the end of a month', () => {
  const [from, to] = ['2026-11-29', '2026-12-02'].map((text) =>
    businessDayOf(Date.parse(`${text}T12:00:00Z`), 'UTC'),
  )
  expect(daysAfter(from!, to!)).toEqual(['2026-11-30', '2026-12-01', '2026-12-02'])
})
