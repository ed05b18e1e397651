import { BusinessDay, Dashboard, type DayReport, type DeviceHealth } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { otherTenant, testTenant } from '../_test-gateway.ts'
import { keepHealth } from '../registry/health.ts'
import { listRegistry } from '../registry/list-registry.ts'
import { type SyncDevice } from '../replication/_sync-world.ts'
import { day, inCash, type ReportsWorld, served, startReportsWorld } from './_reports-world.ts'

let world: ReportsWorld
beforeEach(async () => {
  world = await startReportsWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const dashboard = async (as?: SyncDevice): Promise<Dashboard> =>
  v.parse(Dashboard, await (await world.get('/reports/dashboard', as)).json())
const nextDay = v.parse(BusinessDay, '2026-11-23')

test('the dashboard holds today as it stands and the days before as they were reported', async () => {
  await world.sell([inCash(9_000), ...served])
  await world.pass()
  await world.sell([inCash(9_000)], { businessDay: nextDay })
  const { today, days, missing } = await dashboard()
  expect([today.day, today.revision, today.total.sold, today.total.receivedCents]).toEqual([
    nextDay,
    0,
    1,
    9_000,
  ])
  expect(days).toEqual([await world.report()])
  expect(missing).toEqual([])
})

test('a day between two reports that has none is named', async () => {
  await world.pass()
  await world.pass(2 * 24 * 60 * 60_000)
  const reports = world.sync.database('reports')
  const stored = await reports.get('2026-11-23~0001')
  await reports.put({ ...stored!, _deleted: true })
  expect((await dashboard()).missing).toEqual(['2026-11-23'])
})

test('a shift that nobody closed is named, once its day is over', async () => {
  const at = { at: world.sync.gateway.clock.nowMs, operator: 'ana', device: `d${'0'.repeat(20)}` }
  await world.sync.database('shifts').put({
    _id: `s${'0'.repeat(26)}`,
    tenantId: testTenant,
    businessDay: '2026-11-22',
    opened: at,
    devices: { ...at, counts: { GELO: 2 } },
    closed: null,
  })
  expect((await dashboard()).unclosed).toEqual([])
  await world.pass()
  expect((await dashboard()).unclosed).toEqual(['2026-11-22'])
})

test('a kiosk that holds sales, is silent or never spoke makes today’s figures incomplete; a tablet in a drawer does not', async () => {
  const { services, clock } = world.sync.gateway
  const say = async (device: SyncDevice, pending: number): Promise<void> =>
    keepHealth(
      services.store,
      { tenantId: testTenant, device: device.id },
      {
        build: 'index-a',
        pending,
        oldestPendingAt: pending === 0 ? null : clock.nowMs,
        refused: 0,
        storage: null,
        at: clock.nowMs,
      },
    )
  const devices = await listRegistry(services.couch, testTenant, 'device')
  const neverHeard = devices.filter(({ document }) => document.kind === 'kiosk')
  expect(neverHeard).toHaveLength(1)
  const [holding, silent, lost, gone, unheardGone, tablet] = [
    await world.sync.device('kiosk'),
    await world.sync.device('kiosk'),
    await world.sync.device('kiosk'),
    await world.sync.device('kiosk'),
    await world.sync.device('kiosk'),
    await world.sync.device('operator'),
  ]
  const before = clock.nowMs
  await say(silent, 0)
  await say(tablet, 0)
  await say(lost, 23)
  await say(gone, 0)
  for (const { id } of [lost, gone, unheardGone]) await services.registry.revoke(testTenant, id)
  await world.pass(7 * 60_000)
  await say(holding, 2)
  const { behind } = await dashboard()
  const byDevice = (a: { readonly device: string }, b: typeof a): number =>
    a.device.localeCompare(b.device)
  const told = (device: string, pending: number, lastSeenAt: number | null) => ({
    device,
    name: 'kiosk',
    pending,
    oldestPendingAt: pending === 0 ? null : lastSeenAt,
    lastSeenAt,
  })
  expect(behind.toSorted(byDevice)).toEqual(
    [
      ...neverHeard.map(({ key }) => told(key, 0, null)),
      told(holding.id, 2, clock.nowMs),
      told(silent.id, 0, before),
      told(lost.id, 23, before),
    ].toSorted(byDevice),
  )
})

test('promised waits stand against real ones, with the tickets they rest on', async () => {
  const promised = { fromMinutes: 0, toMinutes: 5 }
  await world.sell(served, { promised })
  await world.sell([], { promised })
  await world.sell(served)
  const today = await world.reports.maker.count(testTenant, day)
  expect(today.total.promised).toMatchObject({ called: 1, within: 1, sooner: 0 })
  await world.pass()
  expect((await dashboard()).days[0]?.total.promised).toEqual(today.total.promised)
})

test('minutes without a connection stand by device; who has not told is named', async () => {
  const [kiosk, other] = [await world.sync.device('kiosk'), await world.sync.device('kiosk')]
  const tell = async (offline: DeviceHealth['offline'] & object): Promise<void> => {
    const said = {
      build: '',
      pending: 0,
      oldestPendingAt: null,
      refused: 0,
      storage: null,
      offline,
    }
    const body = JSON.stringify(said)
    const headers = { 'content-type': 'application/json' }
    const answer = await kiosk.ask('/devices/health', { method: 'POST', headers, body })
    expect(answer.status).toBe(200)
  }
  const minutesOf = (report: DayReport | undefined) =>
    report?.offline?.map(({ device, minutes }) => [device, minutes])

  await tell([{ day, minutes: 12 }])
  await world.pass()
  expect(minutesOf(await world.report())).toEqual([[kiosk.id, 12]])

  // The outage lasted over midnight: the kiosk tells of the day before when the line is back.
  await tell([
    { day, minutes: 75 },
    { day: nextDay, minutes: 30 },
  ])
  await world.pass(20 * 60_000)
  const late = await world.report()
  expect([late.revision, minutesOf(late)]).toEqual([2, [[kiosk.id, 75]]])
  const { today, days, unmeasured } = await dashboard()
  expect([minutesOf(today), minutesOf(days[0])]).toEqual([[[kiosk.id, 30]], [[kiosk.id, 75]]])
  const names = (await listRegistry(world.sync.gateway.services.couch, testTenant, 'device'))
    .filter(({ key }) => key === other.id)
    .map(({ document }) => document.name)
  expect(unmeasured).toEqual(expect.arrayContaining(names))

  // A week later the kiosk has forgotten the day; a late sale must not.
  await tell([{ day: nextDay, minutes: 30 }])
  await world.sell()
  await world.pass(20 * 60_000)
  const later = await world.report()
  expect([later.revision, minutesOf(later)]).toEqual([3, [[kiosk.id, 75]]])
})

test('a device whose clock is wrong by years makes no report', async () => {
  const device = await world.sync.device('kiosk')
  const { services, clock } = world.sync.gateway
  await keepHealth(
    services.store,
    { tenantId: testTenant, device: device.id },
    {
      build: '',
      pending: 0,
      oldestPendingAt: null,
      refused: 0,
      storage: null,
      offline: [{ day: v.parse(BusinessDay, '1999-12-31'), minutes: 9 }],
      at: clock.nowMs,
    },
  )
  await world.pass()
  const answer = await world.get('/reports?from=1999-12-01&to=2000-01-31')
  expect(await answer.json()).toMatchObject({ reports: [] })
})

test('it is the manager’s alone, and each tenant’s own', async () => {
  await world.sell()
  await world.pass()
  const staff = await world.sync.device('operator')
  expect((await world.get('/reports/dashboard', staff)).status).toBe(403)
  const stranger = await dashboard(await world.sync.device('manager', otherTenant))
  expect([stranger.days, stranger.today.total.sold]).toEqual([[], 0])
})
