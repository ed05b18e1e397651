import { type CouchServer } from '@totem/couchdb'
import {
  type BehindDevice,
  BusinessDay,
  type Dashboard,
  DeviceId,
  type TenantId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { tenantDatabase } from '../database/tenant-database.ts'
import { listRegistry, type RegistryEntry } from '../registry/list-registry.ts'
import { type RegistryStore } from '../registry/registry-store.ts'
import { daysAfter } from './due-day.ts'
import { type ReportMaker } from './make-reports.ts'
import { type ReportStore } from './report-store.ts'

/** What the dashboard is read from; `nowMs` gives ms since 1970. */
export interface DashboardDeps {
  readonly couch: CouchServer
  /** Devices and what they say of themselves. */
  readonly registryStore: RegistryStore
  readonly store: ReportStore
  readonly maker: ReportMaker
  readonly nowMs: () => number
}

/** The days a dashboard is about: stored reports from one day on, and today as it stands. */
export interface DashboardDays {
  readonly from: BusinessDay
  readonly today: BusinessDay
}

/** A kiosk speaks every minute; after so long a silence, in ms, nobody knows what it has sold meanwhile. */
const silentMs = 6 * 60_000

/** Reads figures together with what they do not know: nobody should take a gap in the data for a quiet day. */
export const readDashboard = async (
  deps: DashboardDeps,
  tenantId: TenantId,
  { from, today }: DashboardDays,
): Promise<Dashboard> => {
  const [todayReport, stored, unclosed, devices] = await Promise.all([
    deps.maker.count(tenantId, today),
    deps.store.list(tenantId, { from, to: today }),
    unclosedDays(deps, tenantId, { from, today }),
    sellingDevices(deps, tenantId),
  ])
  const atWork = devices.filter(({ document }) => document.revokedAt === null)
  const days = stored.filter(({ day }) => day < today).toReversed()
  const [first] = days
  const reported = new Set(days.map(({ day }) => day))
  return {
    today: todayReport,
    days: [...days],
    missing:
      first === undefined
        ? []
        : daysAfter(first.day, today).filter((day) => day !== today && !reported.has(day)),
    unclosed: [...unclosed],
    behind: [...(await behindDevices(deps, tenantId, devices))],
    unmeasured: atWork
      .filter(({ key }) => todayReport.offline?.some(({ device }) => device === key) !== true)
      .map(({ document }) => document.name),
  }
}

const unclosedDays = async (
  { couch }: DashboardDeps,
  tenantId: TenantId,
  { from, today }: DashboardDays,
): Promise<readonly BusinessDay[]> => {
  const shifts = tenantDatabase(couch, tenantId, 'shifts')
  const { docs } = await shifts.find({
    selector: { businessDay: { $gte: from, $lt: today }, closed: null },
    limit: 100,
  })
  const days = docs.flatMap(({ businessDay }) => {
    const day = v.safeParse(BusinessDay, businessDay)
    return day.success ? [day.output] : []
  })
  return [...new Set(days)].toSorted()
}

/** Revoked ones too: what they have not sent is missing all the same. */
const sellingDevices = async (
  { couch }: DashboardDeps,
  tenantId: TenantId,
): Promise<readonly RegistryEntry<'device'>[]> =>
  (await listRegistry(couch, tenantId, 'device')).filter(
    ({ document }) => document.kind !== 'panel',
  )

const behindDevices = async (
  { registryStore, nowMs }: DashboardDeps,
  tenantId: TenantId,
  devices: readonly RegistryEntry<'device'>[],
): Promise<readonly BehindDevice[]> => {
  const health = await registryStore.readMany(
    { tenantId, kind: 'health' },
    devices.map(({ key }) => key),
  )
  return devices.flatMap(({ key, document }): readonly BehindDevice[] => {
    const { kind, name, revokedAt } = document
    const { pending, oldestPendingAt, at } = health.get(key) ?? neverHeard
    // A tablet in a drawer is no news; a kiosk sells also when nobody hears it.
    const maySell = kind === 'kiosk' && revokedAt === null
    const isSilent = maySell && (at === null || nowMs() - at > silentMs)
    return pending > 0 || isSilent
      ? [{ device: v.parse(DeviceId, key), name, pending, oldestPendingAt, lastSeenAt: at }]
      : []
  })
}

const neverHeard = { pending: 0, oldestPendingAt: null, at: null }
