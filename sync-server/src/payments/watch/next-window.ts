import { type BusinessDay, businessDayOf, defaultTimeZone } from '@totem/shared-schema'
import { type WatermarkDocument } from '../documents/watermark.ts'

/** A stretch of time to read from a provider's list, in ms since 1970, and what it means to have read it. */
export interface Window {
  readonly fromMs: number
  readonly toMs: number
  readonly returned?: true
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** How far each reading goes back behind the last, in ms: banks book late and clocks differ. */
export const overlapMs = 15 * minuteMs

/** The longest stretch of one reading, in ms: what a bank gives at most is not known, a day is safe. */
export const sliceMs = dayMs

/** How many days back the nightly reading goes, and where the very first begins. */
const nightlyDays = 3

/** How many days money can go back (API Pix 2.9 `devolucao`), by hands that never tell us. */
export const returnDays = 90

/** So many of those days are asked about at once: a question for each, and an answer that is mostly empty. */
const returnDaysAtOnce = 5

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
  const day = nightOf(nowMs)
  if (watermark?.reread === day) return undefined
  const windows = Array.from({ length: nightlyDays }, (_, n) => dayBack(nowMs, nightlyDays - n))
  return { day, windows }
}

/** A part of the nightly question what went back of older payments, and how far it has come with it. */
export interface ReturnsReading {
  readonly returns: NonNullable<WatermarkDocument['returns']>
  readonly windows: readonly Window[]
}

/**
 * Gives the next few days to ask about. A bank's list goes by the day of the payment, so what its people or a payer's
 * bank (MED) gave back weeks later stands there alone. The day's question goes on where it stopped; when the days have
 * moved on meanwhile they overlap, and none is left out.
 */
export const returnsReading = (
  watermark: Pick<WatermarkDocument, 'returns'> | undefined,
  nowMs: number,
): ReturnsReading | undefined => {
  const day = nightOf(nowMs)
  const known = watermark?.returns
  const readDays = known?.day === day ? known.readDays : nightlyDays
  if (readDays >= returnDays) return undefined
  const until = Math.min(readDays + returnDaysAtOnce, returnDays)
  const windows = Array.from({ length: until - readDays }, (_, n): Window => ({
    ...dayBack(nowMs, readDays + n + 1),
    returned: true,
  }))
  return { returns: { day, readDays: until }, windows }
}

/** Three hours behind, the day turns at three in the morning. */
const nightOf = (nowMs: number): BusinessDay =>
  businessDayOf(nowMs - nightlyHourMs, defaultTimeZone)

const dayBack = (nowMs: number, daysBack: number): Window => ({
  fromMs: nowMs - daysBack * sliceMs,
  toMs: nowMs - (daysBack - 1) * sliceMs,
})
