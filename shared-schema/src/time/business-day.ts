import * as v from 'valibot'
import { BusinessDay } from '../ids/ids.ts'

/** The time zone of a tenant that names none: most studios, and no daylight saving since 2019. */
export const defaultTimeZone = 'America/Sao_Paulo'

/** Gives the calendar day of an instant in a time zone (IANA name). */
export const businessDayOf = (nowMs: number, timeZone: string): BusinessDay =>
  v.parse(BusinessDay, formatOf(timeZone).format(nowMs))

/** Making a format takes a hundred times as long as using it, and every sale asks for its day. */
const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  formats.set(timeZone, format)
  return format
}

/** Gives the later of two days: a device's day never goes back, whatever its clock does. */
export const laterDay = (a: BusinessDay, b: BusinessDay): BusinessDay => (a < b ? b : a)
