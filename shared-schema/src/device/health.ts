import * as v from 'valibot'
import { BusinessDay } from '../ids/ids.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Parses how the printer of a kiosk is; `waiting`: prints that have not come out. */
export const PrinterHealth = v.object({
  state: v.picklist([
    'none',
    'looking',
    'ready',
    'paper_low',
    'paper_out',
    'cover_open',
    'trouble',
  ]),
  waiting: Count,
})
/** How the printer of a kiosk is. */
export type PrinterHealth = v.InferOutput<typeof PrinterHealth>

/** How many business days a device remembers: one that was cut off over a long weekend tells of it afterwards. */
export const keptOfflineDays = 7

/** Parses how many minutes of a business day a running app was without a connection; the longest day has 25 hours. */
export const OfflineDay = v.object({
  day: BusinessDay,
  minutes: v.pipe(Count, v.maxValue(25 * 60)),
})
/** How many minutes of a business day a running app was without a connection. */
export type OfflineDay = v.InferOutput<typeof OfflineDay>

/** Parses the body of `POST /devices/health`: what a device says of itself, without a word about people. */
export const DeviceHealth = v.object({
  /** The build it runs, as the name of its entry file: `index-B5cX1k2a`; empty where there is none. */
  build: v.pipe(v.string(), v.regex(/^[\w.-]{0,60}$/)),
  /** Records that no gateway has acknowledged, and since when the oldest waits, in ms since 1970. */
  pending: Count,
  oldestPendingAt: v.nullable(Count),
  /** Documents the gateway refused. */
  refused: Count,
  /** What the browser says of its disk, in bytes; `null` where it says nothing. */
  storage: v.nullable(v.object({ persisted: v.boolean(), usedBytes: Count, quotaBytes: Count })),
  /** Left out by devices that never print, and until printing has started. */
  printer: v.exactOptional(PrinterHealth),
  /** When the limits of selling on trust that a kiosk holds were signed, in ms since 1970; left out where it holds none. */
  termsAt: v.exactOptional(Count),
  /** Of the last days on which its app ran; left out by devices that do not count. */
  offline: v.exactOptional(v.pipe(v.array(OfflineDay), v.maxLength(keptOfflineDays))),
})
/** What a device says of itself. */
export type DeviceHealth = v.InferOutput<typeof DeviceHealth>

/** How often a connected device says how it is, in milliseconds. */
export const healthEveryMs = 60_000
