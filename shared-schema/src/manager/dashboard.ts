import * as v from 'valibot'
import { BusinessDay, DeviceId } from '../ids/ids.ts'
import { DayReport } from './day-report.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Parses a device that holds what the figures do not know yet, or may: it was not heard since. Times in ms since 1970. */
export const BehindDevice = v.object({
  device: DeviceId,
  name: v.string(),
  pending: Count,
  oldestPendingAt: v.nullable(Count),
  /** `null` for one that never spoke. */
  lastSeenAt: v.nullable(Count),
})
/** A device that holds what the figures do not know yet, or may. */
export type BehindDevice = v.InferOutput<typeof BehindDevice>

/** Parses the answer of `GET /reports/dashboard`: figures, and what they do not know. */
export const Dashboard = v.object({
  /** Today as far as it has come. */
  today: DayReport,
  /** The stored reports of the days before, the earliest first. */
  days: v.array(DayReport),
  /** Days between the first report and today that have none. */
  missing: v.array(BusinessDay),
  /** Days with a shift that nobody closed: occupancy counts on until somebody does. */
  unclosed: v.array(BusinessDay),
  behind: v.array(BehindDevice),
  /** Names of kiosks and tablets that have not told how long they were without a connection today. */
  unmeasured: v.array(v.string()),
})
/** Figures of today and the days before, and what they do not know. */
export type Dashboard = v.InferOutput<typeof Dashboard>
