import {
  BusinessDay,
  CreatedData,
  DayReport,
  type EventData,
  type TicketId,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { createApp } from '../app.ts'
import { testTenant } from '../_test-gateway.ts'
import {
  aSale,
  startSyncWorld,
  type SyncDevice,
  type SyncWorld,
} from '../replication/_sync-world.ts'
import { createReports, type Reports } from './reports.ts'

/** A step in the life of a ticket, by an operator. */
export type Step = readonly [type: string, data: object]

/** A studio on 22 November 2026 and the night after it. */
export interface ReportsWorld extends AsyncDisposable {
  readonly sync: SyncWorld
  readonly reports: Reports
  /** Sells on the day, and does the rest of a ticket's life. */
  readonly sell: (
    life?: readonly Step[],
    over?: Partial<v.InferInput<typeof CreatedData>>,
  ) => Promise<TicketId>
  /** Lets time pass (the first time: until the next morning) and makes what is due. */
  readonly pass: (ms?: number) => Promise<void>
  /** Asks as a manager who has just logged in, or as somebody else. */
  readonly get: (path: string, as?: SyncDevice) => Promise<Response>
  readonly report: (revision?: number) => Promise<DayReport>
}

/** The day of the tests. */
export const day = v.parse(BusinessDay, '2026-11-22')

/** Money taken by hand. */
export const inCash = (amountCents: number): Step => [
  'paid_by_hand',
  { method: 'cash', amountCents, reason: 'chose_desk' },
]

/** Called, attended and finished. */
export const served: readonly Step[] = [
  ['called', {}],
  ['started', { slot: 1 }],
  ['finished', {}],
]

/** Starts it. */
export const startReportsWorld = async (): Promise<ReportsWorld> => {
  const sync = await startSyncWorld()
  const { services, clock } = sync.gateway
  clock.nowMs = Date.parse('2026-11-22T13:00:00Z')
  const reports = createReports({
    ...services,
    onTrouble: (error) => {
      throw error
    },
  })
  const app = createApp(services, [
    { path: '/reports', routes: reports.routes },
    { path: '/metrics.csv', routes: reports.metricsCsvRoutes },
  ])
  const [kiosk, operator] = [await sync.device('kiosk'), await sync.device('operator')]
  let counter = 0
  const get: ReportsWorld['get'] = async (path, as) => {
    const who = as ?? (await sync.device('manager'))
    return app.request(path, { headers: { authorization: `Bearer ${await who.token()}` } })
  }
  return {
    sync,
    reports,
    get,
    sell: async (life = [], over = {}) => {
      counter += 1
      const data: EventData<'created'> = v.parse(CreatedData, {
        ...aSale(counter),
        businessDay: day,
        ...over,
      })
      const id = kiosk.newTicketId()
      await kiosk.pushEvents(id, kiosk.sign(id, 'created', data))
      for (const [type, what] of life)
        await operator.pushEvents(id, operator.sign(id, type as 'called', what))
      return id
    },
    pass: async (ms) => {
      clock.nowMs = ms === undefined ? Date.parse('2026-11-23T12:00:00Z') : clock.nowMs + ms
      await reports.maker.makeDue(testTenant)
    },
    report: async (revision) => {
      const query = revision === undefined ? '' : `?revision=${revision}`
      return v.parse(DayReport, await (await get(`/reports/${day}.json${query}`)).json())
    },
    [Symbol.asyncDispose]: async () => {
      await reports[Symbol.asyncDispose]()
      await sync[Symbol.asyncDispose]()
    },
  }
}
