import * as v from 'valibot'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

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
})
/** What a device says of itself. */
export type DeviceHealth = v.InferOutput<typeof DeviceHealth>

/** How often a connected device says how it is, in milliseconds. */
export const healthEveryMs = 60_000
