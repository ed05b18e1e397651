import * as v from 'valibot'
import { BusinessDay } from '../ids/ids.ts'

/** The time zone of a tenant that names none: most studios, and no daylight saving since 2019. */
export const defaultTimeZone = 'America/Sao_Paulo'

/** Gives the calendar day of an instant in a time zone (IANA name). */
export const businessDayOf = (nowMs: number, timeZone: string): BusinessDay => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return v.parse(BusinessDay, parts.format(nowMs))
}

/** Gives the later of two days: a device's day never goes back, whatever its clock does. */
export const laterDay = (a: BusinessDay, b: BusinessDay): BusinessDay => (a < b ? b : a)
