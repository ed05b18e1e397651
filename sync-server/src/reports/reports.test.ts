import { type DayReport } from '@totem/shared-schema'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { otherTenant, testTenant } from '../_test-gateway.ts'
import { day, inCash, type ReportsWorld, served, startReportsWorld } from './_reports-world.ts'

let world: ReportsWorld
beforeEach(async () => {
  world = await startReportsWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

/** An event as it lies in the database. */
interface RawEvent {
  readonly type: string
  readonly data: {
    readonly amountCents?: number
    readonly service?: { readonly priceCents: number }
  }
}

const bota = { code: 'BOTA', name: '=Bota; "dupla"', priceCents: 7_000, durationMinutes: 30 }

test('the report of a day equals an independent sum over the database', async () => {
  await world.sell([inCash(9_000), ...served])
  await world.sell([inCash(5_000), ...served])
  await world.sell([
    ['called', {}],
    ['no_show', {}],
  ])
  await world.sell([['cancelled', { reason: 'gave_up' }]], { service: bota })
  await world.sell([], { service: bota })
  await world.sell([], { businessDay: '2026-11-21' })
  const settlement = { type: 'settlement', provider: 'sicredi', tenantId: testTenant }
  await world.sync.database('payments').putMany([
    {
      ...settlement,
      _id: 'pay:sicredi:E1',
      amountCents: 7_000,
      settledAt: Date.parse('2026-11-22T16:00:00Z'),
      refunds: {
        D1: { amountCents: 2_000, status: 'done' },
        D2: { amountCents: 9, status: 'failed' },
      },
    },
    // 23:30 in São Paulo is the next day in Greenwich.
    {
      ...settlement,
      _id: 'pay:sicredi:E2',
      amountCents: 100,
      settledAt: Date.parse('2026-11-23T02:30:00Z'),
    },
    {
      ...settlement,
      _id: 'pay:sicredi:E3',
      amountCents: 1,
      settledAt: Date.parse('2026-11-23T03:30:00Z'),
    },
  ])
  await world.pass()
  const report = await world.report()

  // Counted here from the bare documents, by nothing that the report uses.
  const stored = (await world.sync.database('tickets').changes({ since: '0', limit: 1_000 })).rows
    .map(({ doc }) => doc)
    .filter((doc) => doc['businessDay'] === day)
  const eventsOf = (doc: object): readonly RawEvent[] =>
    Object.values((doc as { events: Record<string, RawEvent> }).events)
  const having = (type: string): readonly object[] =>
    stored.filter((doc) => eventsOf(doc).some((event) => event.type === type))
  const price = (doc: object): number =>
    eventsOf(doc).find(({ type }) => type === 'created')?.data.service?.priceCents ?? NaN
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  expect(report.total).toMatchObject({
    sold: stored.length,
    served: having('finished').length,
    noShow: having('no_show').length,
    cancelled: having('cancelled').length,
    open: 1,
    expectedCents: sum(stored.map(price)) - sum(having('cancelled').map(price)),
    receivedCents: sum(
      stored.flatMap((doc) =>
        eventsOf(doc).flatMap(({ type, data }) =>
          type === 'paid_by_hand' ? [data.amountCents ?? NaN] : [],
        ),
      ),
    ),
    inReview: 1,
  })
  expect(sum(report.services.map(({ expectedCents }) => expectedCents))).toBe(
    report.total.expectedCents,
  )
  expect(report.methods).toEqual([{ method: 'cash', count: 2, cents: 14_000, refundedCents: 0 }])
  expect(report.settled).toEqual([
    { method: 'sicredi', count: 2, cents: 7_100, refundedCents: 2_000 },
  ])
})

test('late data makes a revision, and the first one stays as it was', async () => {
  await world.sell([inCash(9_000)])
  await world.pass()
  const first = await world.report()
  await world.sell([inCash(9_000)])
  await world.pass(60 * 60_000)
  const second = await world.report()
  expect([first.revision, first.total.sold, second.revision, second.total.sold]).toEqual([
    1, 1, 2, 2,
  ])
  expect(await world.report(1)).toEqual(first)
  await world.reports.maker.makeDue(testTenant)
  expect((await world.report()).revision).toBe(2)
})

test('late data within minutes waits, and is not forgotten', async () => {
  await world.pass()
  await world.sell()
  await world.pass(60_000)
  expect((await world.report()).revision).toBe(1)
  await world.pass(15 * 60_000)
  expect((await world.report()).revision).toBe(2)
})

test('nights that were missed are caught up, also those on which nothing was sold', async () => {
  await world.pass()
  await world.pass(3 * 24 * 60 * 60_000)
  const { reports: all } = (await (await world.get('/reports')).json()) as {
    reports: readonly DayReport[]
  }
  expect(all.map((report) => [report.day, report.total.sold])).toEqual([
    ['2026-11-25', 0],
    ['2026-11-24', 0],
    ['2026-11-23', 0],
    ['2026-11-22', 0],
  ])
})

test('two gateways at once make one report', async () => {
  await world.sell()
  world.sync.gateway.clock.nowMs = Date.parse('2026-11-23T12:00:00Z')
  await Promise.all([
    world.reports.maker.makeDue(testTenant),
    world.reports.maker.makeDue(testTenant),
  ])
  expect((await world.report()).revision).toBe(1)
  expect((await world.get(`/reports/${day}.json?revision=2`)).status).toBe(404)
})

test('today is counted as far as it has come, and stored nowhere', async () => {
  await world.sell([inCash(9_000)])
  const report = await world.report()
  expect([report.revision, report.total.sold, report.total.receivedCents]).toEqual([0, 1, 9_000])
  expect((await world.sync.database('reports').info()).documents).toBe(0)
})

describe('who may read', () => {
  test('is the manager of the studio alone', async () => {
    await world.sell()
    await world.pass()
    const staff = await world.sync.device('operator')
    for (const path of [`/reports/${day}.csv`, '/reports', '/metrics.csv'])
      expect((await world.get(path, staff)).status).toBe(403)
    const stranger = await world.sync.device('manager', otherTenant)
    expect((await world.get(`/reports/${day}.csv`, stranger)).status).toBe(404)
    expect(await (await world.get('/metrics.csv', stranger)).text()).not.toContain(day)
  })

  test.for(['2026-11-31.csv', '2026-11-22.exe', 'x.csv', '2026-11-22.csv?revision=0'])(
    '%s is no report',
    async (file) => {
      expect((await world.get(`/reports/${file}`)).status).toBe(404)
    },
  )
})
