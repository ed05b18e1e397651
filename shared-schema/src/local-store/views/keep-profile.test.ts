import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ok } from '@totem/shared-schema'
import { aDeviceRecord, aProfile } from '../ledger/_a-ledger.ts'
import { memoryLedgerFolder } from '../ledger/_memory-ledger-folder.ts'
import { openLedger, type Ledger } from '../ledger/ledger.ts'
import { type ConnectionState } from '../sync/connection.ts'
import { fakeSession } from '../sync/_fake-session.ts'
import { keepProfile } from './keep-profile.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const aLedger = async (): Promise<Ledger> => {
  const folder = memoryLedgerFolder()
  const ledger = await openLedger(
    { main: await folder.open('main'), personal: await folder.open('personal') },
    0,
  )
  const records = [aDeviceRecord(), { kind: 'profile', profile: aProfile } as const]
  await ledger.write(() => ({ records, value: undefined }))
  return ledger
}

const start = async (...answers: readonly object[]) => {
  const ledger = await aLedger()
  const connection$ = new BehaviorSubject<ConnectionState>('down')
  const { session, asked } = fakeSession(answers.map((answer) => ok(answer)))
  const onTrouble = vi.fn()
  const stop = keepProfile({ session, ledger, connection$, onTrouble })
  return { ledger, connection$, asked, stop, onTrouble }
}

test('a connected device learns of a new notice, and asks again every five minutes', async () => {
  const renewed = { ...aProfile, notice: { ...aProfile.notice, version: '2' } }
  const { ledger, connection$, asked, stop, onTrouble } = await start(renewed, renewed)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toEqual([])
  connection$.next('live')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ledger.state.profile).toEqual(renewed)
  await vi.advanceTimersByTimeAsync(300_000)
  expect([asked.length, onTrouble.mock.calls]).toEqual([2, []])
  stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('a profile of another tenant is not taken', async () => {
  const { ledger, connection$, stop } = await start({ ...aProfile, tenantId: 'norte' })
  connection$.next('live')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ledger.state.profile).toEqual(aProfile)
  stop()
})
