import { afterAll, beforeAll, expect, test } from 'vitest'
import { otherTenant, testTenant, type Reply } from '../_test-gateway.ts'
import { createApp } from '../app.ts'
import { startSyncWorld, type SyncDevice, type SyncWorld } from '../replication/_sync-world.ts'
import { createDeviceKeysRoutes } from './device-keys-routes.ts'

let world: SyncWorld
let kiosk: SyncDevice
let operator: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  operator = await world.device('operator')
})
afterAll(() => world[Symbol.asyncDispose]())

const ask = async (device?: SyncDevice): Promise<Pick<Reply, 'status' | 'body'>> => {
  const { services } = world.gateway
  const routes = createDeviceKeysRoutes(services)
  const app = createApp(services, [{ path: '/sync/device-keys', routes }])
  const headers =
    device === undefined ? undefined : { authorization: `Bearer ${await device.token()}` }
  const answer = await app.request('/sync/device-keys', headers && { headers })
  return { status: answer.status, body: (await answer.json()) as Reply['body'] }
}

test('a tablet learns the keys of its studio, and which of them were shut out', async () => {
  const revoked = await world.device('kiosk')
  await world.gateway.services.registry.revoke(testTenant, revoked.id)
  await world.device('kiosk', otherTenant)
  const { status, body } = await ask(operator)
  expect(status).toBe(200)
  const shown = body['devices'] as readonly { readonly device: string }[]
  expect(shown.map(({ device }) => device).toSorted()).toEqual(
    [kiosk.id, operator.id, revoked.id].toSorted(),
  )
  const { publicKey } = kiosk.keys
  expect(shown).toContainEqual({
    ...{ device: kiosk.id, kind: 'kiosk', letter: null, publicKey },
    revokedAt: null,
  })
  expect(shown).toContainEqual(
    expect.objectContaining({ device: revoked.id, revokedAt: world.gateway.clock.nowMs }),
  )
})

test.for(['kiosk', 'panel'] as const)('a %s learns nothing', async (role) => {
  expect((await ask(await world.device(role))).status).toBe(403)
})

test('nor does anybody without a token', async () => {
  expect((await ask()).status).toBe(401)
})
