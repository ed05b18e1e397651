import { type BusinessDay, businessDayOf, defaultTimeZone } from '@totem/shared-schema'
import { type WatermarkDocument } from '../documents/watermark.ts'

/** A stretch of time to read from a provider's list, in ms since 1970, and what it means to have read it. */
export interface Window {
  readonly fromMs: number
  readonly toMs: number
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** How far each reading goes back behind the last, in ms: banks book late and clocks differ. */
export const overlapMs = 15 * minuteMs

/** The longest stretch of one reading, in ms: what a bank gives at most is not known, a day is safe. */
export const sliceMs = dayMs

/** How many days back the nightly reading goes, and where the very first begins. */
const nightlyDays = 3

/** The nightly reading waits for this hour of the studio's day: banks close their books at midnight. */
const nightlyHourMs = 3 * 60 * minuteMs

/**
 * How old the last reading may be, in ms: while money is awaited, so that with the pause between sweeps no payment is
 * missed for longer than a minute, and otherwise.
 */
const busyMs = 40_000
const idleMs = 10 * minuteMs

/** Gives the next stretch that was not read yet; `undefined` while the last reading is young enough. */
export const nextWindow = (
  watermark: Pick<WatermarkDocument, 'until'> | undefined,
  now: { readonly nowMs: number; readonly isBusy: boolean },
): Window | undefined => {
  const until = watermark?.until ?? now.nowMs - nightlyDays * dayMs
  if (watermark !== undefined && now.nowMs - until < (now.isBusy ? busyMs : idleMs))
    return undefined
  const fromMs = until - overlapMs
  return { fromMs, toMs: Math.min(now.nowMs, fromMs + sliceMs) }
}

/** Gives the slices of the nightly reading, and the day they are for; `undefined` when this day has had it. */
export const nightlyWindows = (
  watermark: Pick<WatermarkDocument, 'reread'> | undefined,
  nowMs: number,
): { readonly day: BusinessDay; readonly windows: readonly Window[] } | undefined => {
  // Three hours behind, the day turns at three in the morning.
  const day = businessDayOf(nowMs - nightlyHourMs, defaultTimeZone)
  if (watermark?.reread === day) return undefined
  const windows = Array.from({ length: nightlyDays }, (_, n) => ({
    fromMs: nowMs - (nightlyDays - n) * sliceMs,
    toMs: nowMs - (nightlyDays - n - 1) * sliceMs,
  }))
  return { day, windows }
}
