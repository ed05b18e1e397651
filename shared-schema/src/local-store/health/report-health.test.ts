import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { BusinessDay, ok } from '@totem/shared-schema'
import { fakeSession } from '../sync/_fake-session.ts'
import { type SyncStatus } from '../device.ts'
import { type ConnectionState } from '../sync/connection.ts'
import { reportHealth } from './report-health.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const sync: SyncStatus = {
  state: 'syncing',
  pending: 2,
  soldToday: 5,
  acknowledgedToday: 3,
  oldestPendingAt: 1_000,
  lastAcknowledgedAt: null,
  stalled: false,
  isRevoked: false,
  refused: 1,
}

test('a connected device tells every minute how it is, and none of it while the line is down', async () => {
  const { session, asked } = fakeSession(Array.from({ length: 3 }, () => ok({})))
  const connection$ = new BehaviorSubject<ConnectionState>('down')
  const stop = reportHealth({
    vitals: { build: 'index-abc', storage: () => Promise.reject(new Error('no such thing')) },
    session,
    connection$,
    sync$: new BehaviorSubject(sync),
  })
  await vi.advanceTimersByTimeAsync(300_000)
  expect(asked).toEqual([])

  connection$.next('live')
  await vi.advanceTimersByTimeAsync(61_500)
  const body = { build: 'index-abc', pending: 2, oldestPendingAt: 1_000, refused: 1, storage: null }
  const report = { method: 'POST', path: '/devices/health', body }
  expect(asked).toEqual([report, report])

  stop()
  await vi.advanceTimersByTimeAsync(300_000)
  expect(asked).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
})

test('a kiosk also says how its printer is, which limits it holds and how long it was cut off', async () => {
  const { session, asked } = fakeSession([ok({})])
  const offline = [{ day: v.parse(BusinessDay, '2026-11-23'), minutes: 7 }]
  const stop = reportHealth({
    vitals: {
      build: '',
      storage: () => Promise.resolve(null),
      printer: () => ({ state: 'paper_low', waiting: 1 }),
    },
    session,
    connection$: new BehaviorSubject<ConnectionState>('live'),
    sync$: new BehaviorSubject(sync),
    termsAt: () => 1_234,
    offline: () => offline,
  })
  await vi.advanceTimersByTimeAsync(1_500)
  expect(asked).toMatchObject([
    { body: { printer: { state: 'paper_low', waiting: 1 }, termsAt: 1_234, offline } },
  ])
  stop()
})
