import { type CouchServer, type Database, type StoredDocument } from '@totem/couchdb'
import { type BusinessDay, DayReport, type TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'

/** The stored reports of all tenants. A revision that was written never changes. */
export interface ReportStore {
  /** Gives a revision of a day, or its latest one. */
  readonly read: (
    tenantId: TenantId,
    day: BusinessDay,
    revision?: number,
  ) => Promise<DayReport | undefined>
  /** Gives the latest revision of each day from one day to another, both included, latest day first. */
  readonly list: (
    tenantId: TenantId,
    period: { readonly from: BusinessDay; readonly to: BusinessDay },
  ) => Promise<readonly DayReport[]>
  /** Writes a revision; says `false` when another gateway has written it already. */
  readonly write: (tenantId: TenantId, report: DayReport) => Promise<boolean>
}

const pageSize = 200

/** Opens the store on the tenants' databases. */
export const createReportStore = (couch: CouchServer): ReportStore => {
  const open = (tenantId: TenantId): Database => tenantDatabase(couch, tenantId, 'reports')

  const readRange = async (
    tenantId: TenantId,
    from: string,
    to: string,
  ): Promise<readonly DayReport[]> => {
    const found: DayReport[] = []
    let bookmark: string | undefined
    do {
      const page = await open(tenantId).find({
        selector: { _id: { $gte: from, $lt: to } },
        limit: pageSize,
        ...(bookmark === undefined ? {} : { bookmark }),
      })
      found.push(...page.docs.flatMap(parse))
      bookmark = page.bookmark
    } while (bookmark !== undefined)
    return found
  }

  return {
    read: async (tenantId, day, revision) => {
      if (revision !== undefined) {
        const [report] = parse(await open(tenantId).get(idOf(day, revision)))
        return report
      }
      return latestOf(await readRange(tenantId, `${day}~`, `${day}~\ufff0`))[0]
    },
    list: async (tenantId, { from, to }) =>
      latestOf(await readRange(tenantId, from, `${to}~\ufff0`)),
    write: async (tenantId, report) => {
      const outcome = await open(tenantId).put({
        ...report,
        _id: idOf(report.day, report.revision),
        tenantId,
      })
      if (outcome.kind === 'refused') throw new Error(`a report was refused: ${outcome.reason}`)
      return outcome.kind === 'stored'
    },
  }
}

const idOf = (day: BusinessDay, revision: number): string =>
  `${day}~${String(revision).padStart(4, '0')}`

const parse = (stored: StoredDocument | undefined): readonly DayReport[] => {
  const report = v.safeParse(DayReport, stored)
  return report.success ? [report.output] : []
}

const latestOf = (reports: readonly DayReport[]): readonly DayReport[] =>
  [...Map.groupBy(reports, ({ day }) => day).values()]
    .flatMap((revisions) => revisions.toSorted((a, b) => b.revision - a.revision).slice(0, 1))
    .toSorted((a, b) => (a.day < b.day ? 1 : -1))
