import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { err, ok } from '@totem/shared-schema'
import { aDeviceKey, aDeviceRecord } from '../ledger/_a-ledger.ts'
import { memoryLedgerFolder } from '../ledger/_memory-ledger-folder.ts'
import { openLedger } from '../ledger/ledger.ts'
import { type ConnectionState } from '../sync/connection.ts'
import { fakeSession, unreachable } from '../sync/_fake-session.ts'
import { keepDeviceKeys } from './keep-device-keys.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const kiosk = aDeviceRecord()

test('a tablet asks at every connection, keeps what it heard, and keeps it through a failure', async () => {
  const folder = memoryLedgerFolder()
  const files = { main: await folder.open('main'), personal: await folder.open('personal') }
  const ledger = await openLedger(files, 0)
  const { session, asked } = fakeSession([
    ok({ devices: [aDeviceKey(kiosk)] }),
    err(unreachable),
    ok({ devices: [aDeviceKey(kiosk, 9)] }),
    ok({ devices: [aDeviceKey(kiosk, 9)] }),
  ])
  const connection$ = new BehaviorSubject<ConnectionState>('down')
  const onTrouble = vi.fn()
  const stop = keepDeviceKeys({ session, ledger, connection$, onTrouble })
  expect(asked).toEqual([])

  connection$.next('live')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ledger.state.deviceKeys).toEqual([aDeviceKey(kiosk)])
  connection$.next('down')
  connection$.next('live')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ledger.state.deviceKeys).toEqual([aDeviceKey(kiosk)])
  await vi.advanceTimersByTimeAsync(300_000)
  expect(ledger.state.deviceKeys).toEqual([aDeviceKey(kiosk, 9)])
  await vi.advanceTimersByTimeAsync(300_000)
  expect([asked.length, onTrouble.mock.calls]).toEqual([4, []])
  stop()
  expect(vi.getTimerCount()).toBe(0)
})
