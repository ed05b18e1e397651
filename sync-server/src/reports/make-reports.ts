import { type CouchServer, type StoredDocument } from '@totem/couchdb'
import {
  BusinessDay,
  businessDayOf,
  DayReport,
  OfflineDay,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { profileOf } from '../registry/profile.ts'
import { type Registry } from '../registry/registry.ts'
import { dayReport } from './day-report.ts'
import { daysAfter, dueDayOf } from './due-day.ts'
import { heardOffline, offlineOn } from './offline-minutes.ts'
import { readDay } from './read-day.ts'
import { type ReportStore } from './report-store.ts'

/** What making reports works with; `clock` gives ms since 1970. */
export interface ReportMakerDeps {
  readonly couch: CouchServer
  readonly registry: Registry
  readonly store: ReportStore
  readonly clock: () => number
}

/** Makes the reports that are due. */
export interface ReportMaker {
  /** Makes the first report of each day that is due, and a revision of each whose data came late. May be repeated. */
  readonly makeDue: (tenantId: TenantId) => Promise<void>
  /** Counts a day as it stands now, without storing anything. */
  readonly count: (tenantId: TenantId, day: BusinessDay) => Promise<DayReport>
}

/** How far the maker has read the feeds, and which days it still owes. Not backed up: a restore makes it look at all again. */
const Cursor = v.object({
  /** For each database: its life, and where in its feed. */
  feeds: v.record(v.string(), v.object({ epoch: v.string(), seq: v.string() })),
  owed: v.array(BusinessDay),
  /** What each device had told of its connection. */
  offline: v.optional(v.record(v.string(), v.array(OfflineDay)), {}),
  due: v.nullable(BusinessDay),
})
type Cursor = v.InferOutput<typeof Cursor>

const cursorId = 'totem-reports'
const pageSize = 500

/** Late data trickles in: a day gets a further revision so often at most, in milliseconds. */
const revisionEveryMs = 15 * 60_000

/** Makes the maker. */
export const createReportMaker = ({
  couch,
  registry,
  store,
  clock,
}: ReportMakerDeps): ReportMaker => {
  const count: ReportMaker['count'] = async (tenantId, day) => {
    const { studio, timeZone } = await profileOf(registry, tenantId)
    const nowMs = clock()
    const [sources, heard, known] = await Promise.all([
      readDay(couch, tenantId, day),
      heardOffline(couch, tenantId),
      store.read(tenantId, day),
    ])
    const offline = offlineOn(day, heard, known?.offline)
    return {
      ...dayReport({ ...sources, day, studio, timeZone, offline, nowMs }),
      revision: 0,
      madeAt: nowMs,
    }
  }

  /** Gives the days that anything written since the last look belongs to. */
  const touchedDays = async (
    tenantId: TenantId,
    cursor: Cursor,
    timeZone: string,
  ): Promise<{ readonly days: ReadonlySet<BusinessDay>; readonly feeds: Cursor['feeds'] }> => {
    const days = new Set<BusinessDay>()
    const feeds: Cursor['feeds'] = {}
    for (const collection of ['tickets', 'shifts', 'payments'] as const) {
      const database = tenantDatabase(couch, tenantId, collection)
      const epoch = await database.epoch()
      const known = cursor.feeds[collection]
      let seq = known?.epoch === epoch ? known.seq : '0'
      for (;;) {
        const page = await database.changes({ since: seq, limit: pageSize })
        for (const { doc } of page.rows) {
          const day = dayOf(doc, timeZone)
          if (day !== undefined) days.add(day)
        }
        seq = page.lastSeq
        if (page.rows.length === 0) break
      }
      feeds[collection] = { epoch, seq }
    }
    return { days, feeds }
  }

  /** Says whether the day is settled: its report is there and says what the database says. */
  const settle = async (tenantId: TenantId, day: BusinessDay): Promise<boolean> => {
    const latest = await store.read(tenantId, day)
    const counted = await count(tenantId, day)
    if (latest !== undefined && contentOf(latest) === contentOf(counted)) return true
    if (latest !== undefined && clock() - latest.madeAt < revisionEveryMs) return false
    // Another gateway that wrote this revision first had the same database before it.
    return store.write(tenantId, { ...counted, revision: (latest?.revision ?? 0) + 1 })
  }

  /** Leaves out days without a report: one to come counts what was told anyway, and a device's clock may be wrong by years. */
  const reportedOf = async (
    tenantId: TenantId,
    days: ReadonlySet<BusinessDay>,
  ): Promise<readonly BusinessDay[]> => {
    const reported: BusinessDay[] = []
    for (const day of days) if ((await store.read(tenantId, day)) !== undefined) reported.push(day)
    return reported
  }

  return {
    count,
    makeDue: async (tenantId) => {
      const { timeZone } = await profileOf(registry, tenantId)
      const reports = tenantDatabase(couch, tenantId, 'reports')
      const stored = v.safeParse(Cursor, await reports.getLocal(cursorId))
      const cursor: Cursor = stored.success
        ? stored.output
        : { feeds: {}, owed: [], offline: {}, due: null }
      const due = dueDayOf(clock(), timeZone)
      const { days, feeds } = await touchedDays(tenantId, cursor, timeZone)
      const offline = Object.fromEntries(
        (await heardOffline(couch, tenantId)).map((heard) => [heard.device, [...heard.days]]),
      )
      const told = await reportedOf(tenantId, newlyTold(cursor.offline, offline))
      // A day on which nothing was sold has a report too: zeros are news.
      const fresh = cursor.due === null ? [due] : daysAfter(cursor.due, due)
      const owed = new Set([...cursor.owed, ...days, ...told, ...fresh])
      for (const day of [...owed].toSorted())
        if (day <= due && (await settle(tenantId, day))) owed.delete(day)
      // What is owed is written last: a gateway that dies in between looks again.
      await reports.putLocal(cursorId, { feeds, owed: [...owed].toSorted(), offline, due })
    },
  }
}

/** Gives the days of which a device tells something else than at the last look: one cut off over midnight tells late. */
const newlyTold = (known: Cursor['offline'], heard: Cursor['offline']): ReadonlySet<BusinessDay> =>
  new Set(
    Object.entries(heard).flatMap(([device, days]) =>
      days
        .filter(
          ({ day, minutes }) =>
            known[device]?.find((before) => before.day === day)?.minutes !== minutes,
        )
        .map(({ day }) => day),
    ),
  )

const dayOf = (stored: StoredDocument, timeZone: string): BusinessDay | undefined => {
  const { businessDay, type, settledAt } = stored
  if (type === 'settlement' && typeof settledAt === 'number')
    return businessDayOf(settledAt, timeZone)
  const day = v.safeParse(BusinessDay, businessDay)
  return day.success ? day.output : undefined
}

const Content = v.omit(DayReport, ['revision', 'madeAt'])

/** A schema gives members in its own order, so equal reports print equally. */
const contentOf = (report: DayReport): string => JSON.stringify(v.parse(Content, report))
