import { err, ok } from '@totem/shared-schema'
import { type DeviceHome } from '@totem/shared-schema/local-store'
import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import { createFakeDevice, createFakeHome, type FakeDevice } from '../testing/_fake-device.ts'
import { aGrant } from '../testing/_tickets.ts'
import { createSession, type SessionControl } from './create-session.ts'

const right = { tenant: 'demo', username: 'ana', password: 'gelo-bom' }
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const start = async (
  device: FakeDevice,
  over: Partial<DeviceHome> = {},
): Promise<SessionControl & Disposable> => {
  const control = createRoot((dispose) => ({
    ...createSession(createFakeHome(device, over)),
    [Symbol.dispose]: dispose,
  }))
  await settled()
  return control
}

const loggedOut = (): FakeDevice => createFakeDevice({ grant: undefined })

test('a tablet with a good grant opens straight to work', async () => {
  const device = createFakeDevice()
  using control = await start(device)
  expect(control.session()).toEqual({ kind: 'at_work', device, grant: aGrant() })
})

test('a tablet nobody used yet asks for a log-in and then works', async () => {
  const device = loggedOut()
  using control = await start(device, { open: () => Promise.resolve(ok(undefined)) })
  expect(control.session()).toEqual({ kind: 'logged_out', device: undefined, after: 'start' })
  expect(await control.login(right)).toBeUndefined()
  expect(control.session().kind).toBe('at_work')
})

test('a wrong password is told and changes nothing', async () => {
  using control = await start(loggedOut())
  expect(await control.login({ ...right, password: 'x' })).toEqual({ kind: 'wrong_credentials' })
  expect(control.session().kind).toBe('logged_out')
})

test('logging out and a grant that ends lead to the log-in, each with its reason', async () => {
  const device = createFakeDevice()
  using control = await start(device)
  await control.logout()
  expect(control.session()).toEqual({ kind: 'logged_out', device, after: 'logout' })
  await control.login(right)
  device.grant$.next(undefined)
  expect(control.session()).toEqual({ kind: 'logged_out', device, after: 'grant_ended' })
})

test('a second tab waits and goes on when the first has gone', async () => {
  const device = createFakeDevice()
  const turn = Promise.withResolvers<undefined>()
  let isFree = false
  using control = await start(device, {
    open: () => Promise.resolve(isFree ? ok(device) : err({ kind: 'open_elsewhere' })),
    waitForTurn: () => turn.promise,
  })
  expect(control.session()).toEqual({ kind: 'open_elsewhere' })
  isFree = true
  turn.resolve(undefined)
  await settled()
  expect(control.session().kind).toBe('at_work')
})

test('a storage problem is shown until a retry finds the storage well', async () => {
  const device = createFakeDevice()
  let isWell = false
  using control = await start(device, {
    open: () =>
      Promise.resolve(isWell ? ok(device) : err({ kind: 'storage', detail: 'QuotaExceeded' })),
  })
  expect(control.session()).toEqual({ kind: 'storage_problem', detail: 'QuotaExceeded' })
  isWell = true
  control.retry()
  await settled()
  expect(control.session().kind).toBe('at_work')
})

test('a bug while opening is kept for the error boundary', async () => {
  const cause = new TypeError('broken')
  using control = await start(createFakeDevice(), { open: () => Promise.reject(cause) })
  expect(control.session()).toEqual({ kind: 'crashed', cause })
})
