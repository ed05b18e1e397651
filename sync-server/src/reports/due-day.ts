import { type BusinessDay, businessDayOf } from '@totem/shared-schema'

/** The report of a day is made five minutes after its midnight: devices that are a little behind still get in. */
const graceMs = 5 * 60_000

/** Gives the latest day whose report is due: yesterday from 00:05 on, in the studio's own time. */
export const dueDayOf = (nowMs: number, timeZone: string): BusinessDay => {
  const current = businessDayOf(nowMs - graceMs, timeZone)
  return dayBefore(current)
}

/** Gives the days after one and up to another, the latter included; at most a year of them. */
export const daysAfter = (after: BusinessDay, until: BusinessDay): readonly BusinessDay[] => {
  const days: BusinessDay[] = []
  for (let day = after; day < until && days.length < 366;) {
    day = businessDayOf(Date.parse(`${day}T12:00:00Z`) + 24 * 60 * 60_000, 'UTC')
    days.push(day)
  }
  return days
}

/** Noon of a day is the same calendar day however an hour is won or lost that night. */
const dayBefore = (day: BusinessDay): BusinessDay =>
  businessDayOf(Date.parse(`${day}T12:00:00Z`) - 24 * 60 * 60_000, 'UTC')
