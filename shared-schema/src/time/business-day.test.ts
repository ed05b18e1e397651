import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import { BusinessDay } from '../ids/ids.ts'
import { businessDayOf, defaultTimeZone, laterDay } from './business-day.ts'

const day = (text: string): BusinessDay => v.parse(BusinessDay, text)

test.for([
  ['2026-11-23T02:59:59.999Z', 'America/Sao_Paulo', '2026-11-22'],
  ['2026-11-23T03:00:00.000Z', 'America/Sao_Paulo', '2026-11-23'],
  ['2026-11-23T03:59:59.999Z', 'America/Manaus', '2026-11-22'],
  ['2026-11-23T04:00:00.000Z', 'America/Manaus', '2026-11-23'],
  ['2026-11-23T05:00:00.000Z', 'America/Rio_Branco', '2026-11-23'],
  ['2026-11-23T01:59:59.999Z', 'America/Noronha', '2026-11-22'],
  ['2026-11-23T02:00:00.000Z', 'America/Noronha', '2026-11-23'],
  ['2026-11-23T00:00:00.000Z', 'UTC', '2026-11-23'],
  ['2024-02-29T15:00:00.000Z', 'America/Sao_Paulo', '2024-02-29'],
  ['2027-01-01T02:59:59.999Z', 'America/Sao_Paulo', '2026-12-31'],
  // The last summer with daylight saving: midnight was at 02:00 UTC.
  ['2018-11-05T01:59:59.999Z', 'America/Sao_Paulo', '2018-11-04'],
  ['2018-11-05T02:00:00.000Z', 'America/Sao_Paulo', '2018-11-05'],
  ['1970-01-01T00:00:00.000Z', 'America/Sao_Paulo', '1969-12-31'],
  ['1970-01-01T12:00:00.000Z', 'America/Sao_Paulo', '1970-01-01'],
  ['2099-12-31T23:00:00.000Z', 'America/Sao_Paulo', '2099-12-31'],
  ['9999-12-31T12:00:00.000Z', 'UTC', '9999-12-31'],
] as const)('%s in %s is %s', ([instant, timeZone, expected]) => {
  expect(businessDayOf(Date.parse(instant), timeZone)).toBe(expected)
})

test('a zone nobody knows is wrong configuration', () => {
  expect(() => businessDayOf(0, 'America/Gramado')).toThrow(RangeError)
})

test('the usual zone is that of most studios', () => {
  expect(businessDayOf(0, defaultTimeZone)).toBe('1969-12-31')
})

test.for([
  '',
  '2026-13-01',
  '2026-00-10',
  '2026-11-32',
  '2026-1-1',
  '26-11-23',
  '2026-11-23T00:00',
])('%j is no day', (text) => {
  expect(v.is(BusinessDay, text)).toBe(false)
})

test('in UTC a day is the front of the ISO date', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => {
        expect(businessDayOf(date.getTime(), 'UTC')).toBe(date.toISOString().slice(0, 10))
      },
    ),
    runs(200),
  )
})

test('the day of a device never goes back', () => {
  expect(laterDay(day('2026-11-23'), day('2026-11-22'))).toBe('2026-11-23')
  expect(laterDay(day('2026-11-23'), day('2026-11-24'))).toBe('2026-11-24')
  expect(laterDay(day('2026-11-23'), day('2026-11-23'))).toBe('2026-11-23')
  expect(laterDay(day('1970-01-01'), day('2099-01-01'))).toBe('2099-01-01')
})
