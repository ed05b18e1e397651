import { deviceIdOf } from '@totem/shared-schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import {
  addOperator,
  aKeyPair,
  codeOf,
  otherTenant,
  testTenant,
  type Reply,
} from '../_test-gateway.ts'
import { startSyncWorld, type SyncDevice, type SyncWorld } from '../replication/_sync-world.ts'
import { createManagerRoutes } from './manager-routes.ts'

let world: SyncWorld
let manager: SyncDevice
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await startSyncWorld()
  manager = await world.device('manager')
  const { services } = world.gateway
  await addOperator(services, { id: 'chefe', password: 'segredo-bem-longo', role: 'manager' })
  app = createApp(services, [{ path: '/manager', routes: createManagerRoutes(services) }])
})
afterAll(() => world[Symbol.asyncDispose]())

const ask = async (
  path: string,
  init: { readonly method?: string; readonly body?: unknown; readonly as?: SyncDevice } = {},
): Promise<Reply> => {
  const { method = 'GET', body, as = manager } = init
  const response = await app.request(path, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await as.token()}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}
const post = (path: string, body: unknown = {}): Promise<Reply> =>
  ask(path, { method: 'POST', body })
const put = (path: string, body: unknown): Promise<Reply> => ask(path, { method: 'PUT', body })
const deviceList = async (): Promise<readonly Record<string, unknown>[]> =>
  (await ask('/manager/devices')).body['devices'] as readonly Record<string, unknown>[]

test.for(['/manager/devices', '/manager/catalog', '/manager/operators'])(
  '%s is the manager’s alone',
  async (path) => {
    for (const role of ['kiosk', 'operator', 'panel'] as const)
      expect((await ask(path, { as: await world.device(role) })).status).toBe(403)
    expect((await app.request(path)).status).toBe(401)
    const stranger = await world.device('manager', otherTenant)
    const seen = await ask(path, { as: stranger })
    expect(JSON.stringify(seen.body)).not.toContain(manager.id)
    expect(JSON.stringify(seen.body)).not.toContain('chefe')
  },
)

describe('devices', () => {
  test('a panel is paired with the code a manager made, once, and never as a kiosk', async () => {
    const offer = await post('/manager/pairings', { kind: 'panel' })
    const { code, url } = offer.body
    expect(url).toBe(`http://localhost:8080/panel/?pair=${String(code)}`)
    const { publicKey } = aKeyPair()
    const pair = (body: object): Promise<Reply> => world.gateway.post('/devices/pair', body)
    expect(codeOf(await pair({ code, publicKey }))).toBe('other_kind')
    const paired = await pair({ code, publicKey, kind: 'panel' })
    expect(paired.body).toMatchObject({ device: deviceIdOf(publicKey), letter: null })
    expect(codeOf(await pair({ code, publicKey: aKeyPair().publicKey, kind: 'panel' }))).toBe(
      'code_used',
    )
    expect(await deviceList()).toContainEqual(
      expect.objectContaining({ id: deviceIdOf(publicKey), kind: 'panel', name: 'Painel' }),
    )
  })

  test('what a device says of itself is shown with the time the gateway heard it', async () => {
    const kiosk = await world.device('kiosk')
    const said = { build: 'index-x1', pending: 3, oldestPendingAt: 5, refused: 0, storage: null }
    expect((await kiosk.ask('/devices/health', post_(said))).status).toBe(200)
    const shown = (await deviceList()).find(({ id }) => id === kiosk.id)
    expect(shown?.['health']).toEqual({ ...said, at: world.gateway.clock.nowMs })
    const other = await world.device('kiosk')
    expect((await other.ask('/devices/health', post_({ ...said, build: '<b>' }))).status).toBe(422)
  })

  test('a revoked device is out at once, and stays in the list', async () => {
    const kiosk = await world.device('kiosk')
    expect((await post(`/manager/devices/${kiosk.id}/revoke`)).body).toMatchObject({
      id: kiosk.id,
      revokedAt: world.gateway.clock.nowMs,
    })
    expect(codeOf(await kiosk.pull('tickets'))).toBe('revoked')
    expect((await deviceList()).map(({ id }) => id)).toContain(kiosk.id)
    expect((await post('/manager/devices/nobody/revoke')).status).toBe(404)
  })

  test('a device gets a name', async () => {
    const kiosk = await world.device('kiosk')
    const named = await put(`/manager/devices/${kiosk.id}`, { name: '  Entrada ' })
    expect(named.body).toMatchObject({ id: kiosk.id, name: 'Entrada' })
    expect((await put(`/manager/devices/${kiosk.id}`, { name: ' ' })).status).toBe(422)
  })
})

describe('catalogue', () => {
  const gelo = {
    name: 'Banheira de Gelo',
    description: '',
    priceCents: 9_000,
    durationMinutes: 10,
    color: '#0b6fa4',
    sound: 'drop',
    position: 1,
    active: true,
  }

  test('a price that was changed reaches devices, and a service no longer sold stays in the list', async () => {
    expect((await put('/manager/catalog/GELO', gelo)).status).toBe(200)
    const dearer = { ...gelo, priceCents: 9_900, active: false }
    expect((await put('/manager/catalog/GELO', dearer)).status).toBe(200)
    const stored = { id: 'GELO', tenantId: testTenant, ...dearer }
    expect((await ask('/manager/catalog')).body['services']).toEqual([stored])
    const kiosk = await world.device('kiosk')
    expect((await kiosk.pull('catalog')).body['documents']).toEqual([stored])
  })

  test('a service that makes no sense is refused', async () => {
    expect((await put('/manager/catalog/GELO', { ...gelo, priceCents: -1 })).status).toBe(422)
    expect((await put('/manager/catalog/gelo', gelo)).status).toBe(422)
  })
})

describe('staff', () => {
  const ana = { name: 'Ana', role: 'operator', isActive: true }
  const logIn = (username: string, password: string): Promise<Reply> =>
    world.gateway.post('/auth/login', {
      tenant: testTenant,
      username,
      password,
      publicKey: aKeyPair().publicKey,
    })

  test('somebody new can log in, and nobody is told a password', async () => {
    expect(codeOf(await put('/manager/operators/ana.new', ana))).toBe('password_missing')
    expect((await put('/manager/operators/ana.new', { ...ana, password: 'curta' })).status).toBe(
      422,
    )
    const password = 'banheira-de-gelo'
    expect((await put('/manager/operators/ana.new', { ...ana, password })).body).toEqual({
      id: 'ana.new',
      ...ana,
    })
    expect((await logIn('ana.new', password)).status).toBe(200)
    expect(JSON.stringify((await ask('/manager/operators')).body)).not.toContain('argon2')
  })

  test('a new password ends the logins of before', async () => {
    const password = 'primeira-senha-boa'
    await put('/manager/operators/bia', { ...ana, name: 'Bia', password })
    const { refreshToken } = (await logIn('bia', password)).body
    await put('/manager/operators/bia', { ...ana, name: 'Bia', password: 'segunda-senha-boa' })
    const next = 'n'.repeat(43)
    const renewed = await world.gateway.post('/auth/refresh', { refreshToken, next })
    expect(codeOf(renewed)).toBe('session_ended')
    expect((await logIn('bia', password)).status).toBe(401)
    expect((await logIn('bia', 'segunda-senha-boa')).status).toBe(200)
  })

  test('a closed account cannot log in', async () => {
    const password = 'terceira-senha-boa'
    await put('/manager/operators/caio', { ...ana, name: 'Caio', password })
    await put('/manager/operators/caio', { ...ana, name: 'Caio', isActive: false })
    expect((await logIn('caio', password)).status).toBe(401)
  })

  test('the last manager stays', async () => {
    const change = { name: 'Chefe', role: 'operator', isActive: true }
    expect(codeOf(await put('/manager/operators/chefe', change))).toBe('last_manager')
  })
})

function post_(body: unknown): RequestInit {
  return { method: 'POST', body: JSON.stringify(body) }
}
