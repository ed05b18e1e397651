import { pbkdf2Sync } from 'node:crypto'
import { base64urlToBytes, TenantProfile } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testTenant } from '../_test-gateway.ts'
import { createApp } from '../app.ts'
import { startSyncWorld, type SyncDevice, type SyncWorld } from '../replication/_sync-world.ts'
import { createKioskSettingsRoutes, createProfileRoutes } from './kiosk-settings-routes.ts'
import { ensureStaffPin, makeStaffPin } from './staff-pin.ts'

let world: SyncWorld
let kiosk: SyncDevice
let manager: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  manager = await world.device('manager')
})
afterAll(() => world[Symbol.asyncDispose]())

const ask = async (by: SyncDevice, path: string, body?: object): Promise<Response> => {
  const { services } = world.gateway
  const app = createApp(services, [
    { path: '/devices/profile', routes: createProfileRoutes(services) },
    { path: '/manager/kiosk-settings', routes: createKioskSettingsRoutes(services) },
  ])
  return app.request(path, {
    method: body === undefined ? 'GET' : 'PUT',
    headers: {
      authorization: `Bearer ${await by.token()}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const profile = async (): Promise<TenantProfile> =>
  v.parse(TenantProfile, await (await ask(kiosk, '/devices/profile')).json())

test('a PIN the manager sets is checked on the kiosk by its hash alone', async () => {
  const answer = await ask(manager, '/manager/kiosk-settings', { staffPin: '135790' })
  expect(await answer.json()).toEqual({
    hasStaffPin: true,
    stayOnBuild: null,
    updateOrderedAt: null,
  })
  const { staffPin } = await profile()
  if (staffPin === undefined) throw new Error('no PIN')
  const { salt, rounds, hash } = staffPin
  const stretched = pbkdf2Sync('135790', base64urlToBytes(salt)!, rounds, 32, 'sha256')
  expect(stretched.toString('base64url')).toBe(hash)
})

test('kiosks can be told to stay on a build, and to take new ones again', async () => {
  const set = async (stayOnBuild: string | null): Promise<string | undefined> => {
    await ask(manager, '/manager/kiosk-settings', { stayOnBuild })
    return (await profile()).stayOnBuild
  }
  expect([await set('index-C0qv5fjg'), await set(null)]).toEqual(['index-C0qv5fjg', undefined])
  expect((await profile()).staffPin).toBeDefined()
})

test('an order to update is heard by every kiosk, with its time, and the manager reads it back', async () => {
  const reply = await ask(manager, '/manager/kiosk-settings', { updateNow: true })
  const { updateOrderedAt } = await profile()
  expect(updateOrderedAt).toBe(world.gateway.clock.nowMs)
  expect(await reply.json()).toMatchObject({ updateOrderedAt })
  expect(await (await ask(manager, '/manager/kiosk-settings')).json()).toMatchObject({
    updateOrderedAt,
  })
  expect((await ask(kiosk, '/manager/kiosk-settings')).status).toBe(403)
})

test.for([
  { staffPin: '12345' },
  { staffPin: 'abcdef' },
  { stayOnBuild: '../x' },
  { updateNow: false },
])('%o is refused', async (body) => {
  expect((await ask(manager, '/manager/kiosk-settings', body)).status).toBe(422)
})

test('a kiosk reads the profile and changes nothing', async () => {
  expect((await ask(kiosk, '/manager/kiosk-settings', { staffPin: '000000' })).status).toBe(403)
})

test('a PIN that is there stays', async () => {
  const { services } = world.gateway
  const before = (await profile()).staffPin
  expect(await ensureStaffPin(services, testTenant, '999999')).toBe(false)
  expect((await profile()).staffPin).toEqual(before)
})

test('a PIN has six digits, also when chance gives few', () => {
  const chances = [new Uint8Array([255, 255, 255, 255]), new Uint8Array([0, 0, 0, 7])]
  expect(makeStaffPin(() => chances.shift()!)).toBe('000007')
})
