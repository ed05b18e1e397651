import { BusinessDay, Dashboard } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { otherTenant, testTenant } from '../_test-gateway.ts'
import { keepHealth } from '../registry/health.ts'
import { type SyncDevice } from '../replication/_sync-world.ts'
import { inCash, type ReportsWorld, served, startReportsWorld } from './_reports-world.ts'

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

test('a kiosk that holds sales, or is silent, makes today’s figures incomplete; a tablet in a drawer does not', async () => {
  const { services, clock } = world.sync.gateway
  const say = async (device: SyncDevice, pending: number): Promise<void> =>
    keepHealth(
      services.store,
      { tenantId: testTenant, device: device.id },
      {
        build: 'index-a',
        pending,
        oldestPendingAt: pending === 0 ? null : clock.nowMs - 5,
        refused: 0,
        storage: null,
        at: clock.nowMs,
      },
    )
  const [holding, silent, tablet] = [
    await world.sync.device('kiosk'),
    await world.sync.device('kiosk'),
    await world.sync.device('operator'),
  ]
  await say(silent, 0)
  await say(tablet, 0)
  const silentSince = clock.nowMs
  await world.pass(7 * 60_000)
  await say(holding, 2)
  const { behind } = await dashboard()
  expect(behind.map(({ device, pending, lastSeenAt }) => [device, pending, lastSeenAt])).toEqual(
    expect.arrayContaining([
      [holding.id, 2, clock.nowMs],
      [silent.id, 0, silentSince],
    ]),
  )
  expect(behind.map(({ device }) => device)).not.toContain(tablet.id)
})

test('it is the manager’s alone, and each tenant’s own', async () => {
  await world.sell()
  await world.pass()
  const staff = await world.sync.device('operator')
  expect((await world.get('/reports/dashboard', staff)).status).toBe(403)
  const stranger = await dashboard(await world.sync.device('manager', otherTenant))
  expect([stranger.days, stranger.today.total.sold]).toEqual([[], 0])
})
