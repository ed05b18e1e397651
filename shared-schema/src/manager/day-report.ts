import * as v from 'valibot'
import { BusinessDay, DeviceId, ServiceCode } from '../ids/ids.ts'

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const CentsSum = v.pipe(v.number(), v.safeInteger())
const Seconds = v.nullable(Count)

/** Parses how the real wait, from sale to first call, kept to what customers were promised. */
export const PromiseFigures = v.object({
  /** Tickets called whose customer was promised a wait: all figures here rest on these. */
  called: Count,
  /** Called within the promised range, both ends included, and before it; the rest were called after it. */
  within: Count,
  sooner: Count,
  /** Median, in seconds, of the real wait less the middle of the range; below zero when it was shorter. */
  differenceP50: v.pipe(v.number(), v.safeInteger()),
})
/** How the real wait kept to what customers were promised. */
export type PromiseFigures = v.InferOutput<typeof PromiseFigures>

/** Parses the counts and sums of some tickets of a day. Money is in cents, times are in seconds. */
export const DayFigures = v.object({
  sold: Count,
  served: Count,
  noShow: Count,
  cancelled: Count,
  /** Neither served nor away nor cancelled when the report was made. */
  open: Count,
  /** Prices of all tickets that were not cancelled. */
  expectedCents: CentsSum,
  /** Money that came for these tickets, whenever it came; what went back of it stands in `refundedCents`. */
  receivedCents: CentsSum,
  refundedCents: CentsSum,
  /** Served tickets on which nothing was paid. */
  servedUnpaid: Count,
  /** Tickets whose money a person has to look at. */
  inReview: Count,
  /** From sale to first call: half waited at most this long, and 19 of 20. */
  waitP50: Seconds,
  waitP95: Seconds,
  /** Left out where nobody was called who had been promised a wait. */
  promised: v.exactOptional(PromiseFigures),
  /** Time in which devices served, and in which they stood ready in an open shift. */
  servedSeconds: Count,
  readySeconds: Count,
})
/** Counts and sums of some tickets of a day. */
export type DayFigures = v.InferOutput<typeof DayFigures>

/** Parses money of one way of paying. */
const MethodSum = v.object({
  /** A provider's name, or how staff took it: `cash`, `card`, `receipt`. */
  method: v.string(),
  count: Count,
  cents: CentsSum,
  refundedCents: CentsSum,
})

/** Parses how many minutes of a day a device was without a connection, as it counted them itself. */
export const DeviceOffline = v.object({ device: DeviceId, name: v.string(), minutes: Count })
/** How many minutes of a day a device was without a connection. */
export type DeviceOffline = v.InferOutput<typeof DeviceOffline>

/** Parses the report of one business day. It holds sums and never a person. */
export const DayReport = v.object({
  day: BusinessDay,
  /** 1 for the first; late data makes a further one. 0 stands for a day that is still going on. */
  revision: Count,
  /** In ms since 1970. */
  madeAt: v.pipe(v.number(), v.safeInteger()),
  studio: v.string(),
  total: DayFigures,
  services: v.array(v.object({ code: ServiceCode, name: v.string(), ...DayFigures.entries })),
  /** By way of paying, for the tickets of this day. */
  methods: v.array(MethodSum),
  /** By way of paying, what arrived on this day, for tickets of whatever day. */
  settled: v.array(MethodSum),
  /** By device, of those that told; left out where none did. */
  offline: v.exactOptional(v.array(DeviceOffline)),
})
/** The report of one business day. */
export type DayReport = v.InferOutput<typeof DayReport>

/** Parses the answer of `GET /reports`: the latest revision of each day, latest day first. */
export const DayReports = v.object({ today: BusinessDay, reports: v.array(DayReport) })
