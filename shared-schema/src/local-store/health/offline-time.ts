import {
  type BusinessDay,
  businessDayOf,
  keptOfflineDays,
  type OfflineDay,
} from '@totem/shared-schema'

/** How long a device was without a connection, in ms, by business day; a day is there once the app ran on it. */
export type OfflineTime = ReadonlyMap<BusinessDay, number>

/** A stretch of time between two looks, in ms since 1970, and how the connection was in it. */
export interface Stretch {
  readonly fromMs: number
  readonly toMs: number
  readonly isOffline: boolean
}

/** A longer stretch, in ms, was no waking time: the device slept, or its clock was set. Browsers look once a minute at the least. */
const longestMs = 3 * 60_000

/** Adds a stretch to the day on which it began; days that are reported no more are dropped. Pure. */
export const addStretch = (
  time: OfflineTime,
  { fromMs, toMs, isOffline }: Stretch,
  timeZone: string,
): OfflineTime => {
  const lastedMs = toMs - fromMs
  if (lastedMs < 0 || lastedMs > longestMs) return time
  const day = businessDayOf(fromMs, timeZone)
  const before = time.get(day)
  if (before !== undefined && !isOffline) return time
  const added = new Map(time).set(day, (before ?? 0) + (isOffline ? lastedMs : 0))
  return new Map([...added].toSorted(([a], [b]) => (a < b ? -1 : 1)).slice(-keptOfflineDays))
}

/** Gives the whole minutes of each day, the earliest day first. Pure. */
export const offlineDaysOf = (time: OfflineTime): OfflineDay[] =>
  [...time].map(([day, ms]) => ({ day, minutes: Math.floor(ms / 60_000) }))
