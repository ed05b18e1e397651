import {
  challengeText,
  deviceIdOf,
  type KeyPair,
  LoginResponse,
  ok,
  OperatorId,
  signText,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addOperator,
  aKeyPair,
  codeOf,
  otherTenant,
  type Reply,
  startTestGateway,
  type TestGateway,
  testTenant,
} from '../_test-gateway.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await startTestGateway()
  await addOperator(gateway.services, { id: 'ana', password: 'banho frio' })
  await addOperator(gateway.services, { id: 'chefe', password: 'banho frio', role: 'manager' })
  await addOperator(gateway.services, { id: 'saiu', password: 'banho frio', isActive: false })
})

afterAll(() => gateway[Symbol.asyncDispose]())

const logIn = (changes: Record<string, unknown> = {}, keys = aKeyPair()): Promise<Reply> =>
  gateway.post('/auth/login', {
    tenant: testTenant,
    username: 'ana',
    password: 'banho frio',
    publicKey: keys.publicKey,
    ...changes,
  })

const aLogin = async (keys = aKeyPair()): Promise<LoginResponse> =>
  v.parse(LoginResponse, (await logIn({}, keys)).body)

const secret = (letter: string): string => letter.repeat(43)

const refresh = (refreshToken: string, next: string): Promise<Reply> =>
  gateway.post('/auth/refresh', { refreshToken, next })

const askToken = async (keys: KeyPair): Promise<Reply> => {
  const device = deviceIdOf(keys.publicKey)
  const asked = await gateway.post('/devices/challenge', { tenant: testTenant, device })
  const challenge = String(asked.body['challenge'])
  const signature = signText(challengeText(device, challenge), keys.secretKey)
  return gateway.post('/devices/token', { tenant: testTenant, device, challenge, signature })
}

describe('a login', () => {
  test('registers the tablet and grants seven days on it', async () => {
    const keys = aKeyPair()
    const answer = await aLogin(keys)
    const device = deviceIdOf(keys.publicKey)
    const grant = {
      operator: 'ana',
      name: 'Ana',
      role: 'operator',
      device,
      until: gateway.clock.nowMs + 7 * 24 * 60 * 60_000,
    }
    expect(answer).toMatchObject({ device, grant, expiresInSeconds: 900 })
    const { registry, verifyAccessToken } = gateway.services
    expect((await registry.devices(testTenant, [device])).get(device)).toMatchObject({
      kind: 'tablet',
      publicKey: keys.publicKey,
      revokedAt: null,
    })
    const { id } = answer.grant
    expect((await registry.grants(testTenant, [id])).get(id)).toEqual(grant)
    expect(await verifyAccessToken(answer.accessToken)).toMatchObject({
      ok: true,
      value: { tenantId: testTenant, device, kind: 'tablet', role: 'operator', operator: 'ana' },
    })
  })

  test.for([
    ['a wrong password', { password: 'banho quente' }],
    ['an unknown name', { username: 'ninguem' }],
    ['an account that was closed', { username: 'saiu' }],
    ['a tenant nobody has', { tenant: 'nobody' }],
    ['another tenant', { tenant: otherTenant }],
  ] as const)('is refused for %s, always in the same words', async ([, changes]) => {
    const { status, body } = await logIn(changes)
    expect([status, body['title'], body['detail']]).toEqual([
      401,
      'Name or password is wrong',
      undefined,
    ])
  })

  test('does not tell a known name from an unknown one by its time', async () => {
    await addOperator(gateway.services, { id: 'medida', password: 'certa' })
    const time = async (username: string): Promise<number> => {
      const startedAt = performance.now()
      await logIn({ username, password: 'errada' })
      return performance.now() - startedAt
    }
    const known = [await time('medida'), await time('medida'), await time('medida')]
    const unknown = [await time('nao-ha-1'), await time('nao-ha-2'), await time('nao-ha-3')]
    // Hashing takes most of it; without it an unknown name would answer several times sooner.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 3)
  })

  test('is refused on the key of a kiosk and on a revoked tablet', async () => {
    const kiosk = aKeyPair()
    const code = await gateway.services.pairing.create(testTenant)
    await gateway.post('/devices/pair', { code, publicKey: kiosk.publicKey })
    expect(codeOf(await logIn({}, kiosk))).toBe('not_a_tablet')
    const tablet = aKeyPair()
    const { device } = await aLogin(tablet)
    await gateway.services.registry.revoke(testTenant, device)
    expect(codeOf(await logIn({}, tablet))).toBe('revoked')
  })
})

describe('a lock-out', () => {
  const wrong = (username: string): Promise<Reply> => logIn({ username, password: 'errada' })

  test.for(['bia', 'nunca-existiu'])('comes after five wrong passwords for %s', async (id) => {
    if (id === 'bia') await addOperator(gateway.services, { id, password: 'certa' })
    const statuses: number[] = []
    for (let attempt = 0; attempt < 6; attempt += 1) statuses.push((await wrong(id)).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    const locked = await logIn({ username: id, password: 'certa' })
    expect([locked.status, locked.headers.get('retry-after')]).toEqual([429, '60'])
    gateway.clock.nowMs += 60_000
    expect((await wrong(id)).status).toBe(401)
    expect((await wrong(id)).headers.get('retry-after')).toBe('120')
    gateway.clock.nowMs += 120_000
    expect((await logIn({ username: id, password: 'certa' })).status).toBe(id === 'bia' ? 200 : 401)
  })

  test('cannot be passed by asking many times at once', async () => {
    await addOperator(gateway.services, { id: 'caio', password: 'certa' })
    const replies = await Promise.all(Array.from({ length: 12 }, () => wrong('caio')))
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5)
  })
})

describe('a refresh', () => {
  test('exchanges a token that is good once', async () => {
    const { refreshToken } = await aLogin()
    const first = await refresh(refreshToken, secret('b'))
    expect(first.status).toBe(200)
    expect((await refresh(String(first.body['refreshToken']), secret('c'))).status).toBe(200)
  })

  test('is answered again when its answer was lost', async () => {
    const { refreshToken } = await aLogin()
    const first = await refresh(refreshToken, secret('b'))
    const again = await refresh(refreshToken, secret('b'))
    expect([again.status, again.body['refreshToken']]).toEqual([200, first.body['refreshToken']])
  })

  test('of a used token ends the whole login', async () => {
    const { refreshToken } = await aLogin()
    const { body } = await refresh(refreshToken, secret('b'))
    expect(codeOf(await refresh(refreshToken, secret('x')))).toBe('refresh_reused')
    expect(codeOf(await refresh(String(body['refreshToken']), secret('c')))).toBe('session_ended')
  })

  test('lets exactly one of two strangers win, and then neither', async () => {
    const { refreshToken } = await aLogin()
    const replies = await Promise.all([
      refresh(refreshToken, secret('b')),
      refresh(refreshToken, secret('c')),
    ])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  test('ends with the grant, with the account and with the tablet', async () => {
    const keys = aKeyPair()
    const { refreshToken, device } = await aLogin(keys)
    await gateway.services.registry.revoke(testTenant, device)
    expect(codeOf(await refresh(refreshToken, secret('b')))).toBe('revoked')
    const old = await aLogin()
    gateway.clock.nowMs += 7 * 24 * 60 * 60_000
    expect(codeOf(await refresh(old.refreshToken, secret('b')))).toBe('session_ended')
  })

  test.for(['', 'x', 'demo.short.secret', `demo.${'k'.repeat(22)}.${'s'.repeat(43)}`])(
    'refuses the token "%s"',
    async (token) => {
      expect(codeOf(await refresh(token, secret('b')))).toBe('refresh_unknown')
    },
  )
})

describe('a tablet that proves its key', () => {
  test('comes in as whoever logged in last, in the role they have now', async () => {
    const keys = aKeyPair()
    await logIn({}, keys)
    await logIn({ username: 'chefe' }, keys)
    const first = await askToken(keys)
    expect(await gateway.services.verifyAccessToken(String(first.body['token']))).toMatchObject({
      value: { role: 'manager', operator: 'chefe', kind: 'tablet' },
    })
    const place = {
      tenantId: testTenant,
      kind: 'operator' as const,
      key: v.parse(OperatorId, 'chefe'),
    }
    await gateway.services.store.decide(place, (chefe) =>
      ok({ next: { ...chefe!, role: 'operator' }, value: undefined }),
    )
    const second = await askToken(keys)
    expect(await gateway.services.verifyAccessToken(String(second.body['token']))).toMatchObject({
      value: { role: 'operator', operator: 'chefe' },
    })
  })

  test('is asked to log in again after seven days', async () => {
    const keys = aKeyPair()
    await aLogin(keys)
    gateway.clock.nowMs += 7 * 24 * 60 * 60_000
    expect(codeOf(await askToken(keys))).toBe('grant_ended')
  })
})

test('the log holds no password, token or name', async () => {
  const { accessToken, refreshToken } = await aLogin()
  await logIn({ password: 'segredo-errado' })
  const log = gateway.logLines.join('')
  for (const private_ of [accessToken, refreshToken, 'banho frio', 'segredo-errado', '"Ana"'])
    expect(log).not.toContain(private_)
})

test('a tablet learns what colleagues are called, and a kiosk does not', async () => {
  const { accessToken } = await aLogin()
  const staff = (token: string): Promise<Reply> =>
    gateway.get('/auth/staff', { authorization: `Bearer ${token}` })
  expect((await staff(accessToken)).body['staff']).toContainEqual({ operator: 'ana', name: 'Ana' })
  const kiosk = await gateway.services.tokens.issueAccess({
    tenantId: testTenant,
    device: deviceIdOf(aKeyPair().publicKey),
    kind: 'kiosk',
    role: 'kiosk',
  })
  expect((await staff(kiosk)).status).toBe(401)
})
