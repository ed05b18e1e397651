import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { aDatabase } from '../sync/_a-database.ts'
import { type ConnectionState } from '../sync/connection.ts'
import { countOffline, type OfflineCount } from './count-offline.ts'
import { type OfflineStore } from './offline-store.ts'
import { type OfflineTime } from './offline-time.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T17:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const memoryStore = (): OfflineStore => {
  let kept: OfflineTime = new Map()
  return {
    load: () => Promise.resolve(kept),
    save: (time) => {
      kept = time
      return Promise.resolve()
    },
  }
}

const start = (
  store: OfflineStore,
  connection$: BehaviorSubject<ConnectionState>,
): Promise<OfflineCount> =>
  countOffline({ connection$, clock: Date.now, timeZone: () => 'America/Sao_Paulo', store })

const minutes = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 60_000)

test('minutes count while neither a stream nor polling gets through, also over a reload', async () => {
  const store = memoryStore()
  const connection$ = new BehaviorSubject<ConnectionState>('down')
  const before = await start(store, connection$)
  await minutes(12)
  connection$.next('polling')
  await minutes(5)
  connection$.next('live')
  await minutes(30.5)
  // Half a minute is not the whole one in which it began.
  connection$.next('down')
  await minutes(0.5)
  expect(before.days()).toEqual([{ day: '2026-11-23', minutes: 12 }])
  before[Symbol.dispose]()
  expect(vi.getTimerCount()).toBe(0)

  const after = await start(store, new BehaviorSubject<ConnectionState>('down'))
  await minutes(8)
  expect(after.days()).toEqual([{ day: '2026-11-23', minutes: 20 }])
  after[Symbol.dispose]()
})

test('a database that neither reads nor writes costs what was counted before, not the count', async () => {
  const broken = (): Promise<never> => Promise.reject(new Error('planted'))
  const count = await start(
    { load: broken, save: broken },
    new BehaviorSubject<ConnectionState>('down'),
  )
  await minutes(3)
  expect(count.days()).toEqual([{ day: '2026-11-23', minutes: 3 }])
  count[Symbol.dispose]()
})

test('the count lies beside the documents', async () => {
  vi.useRealTimers()
  const { offlineStore } = await aDatabase()
  expect(await offlineStore.load()).toEqual(new Map())
  await offlineStore.save(new Map([['2026-11-23' as never, 90_000]]))
  expect(await offlineStore.load()).toEqual(new Map([['2026-11-23', 90_000]]))
})
