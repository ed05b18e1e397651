import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { deviceIdOf, ok } from '@totem/shared-schema'
import { importJWK, SignJWT } from 'jose'
import * as v from 'valibot'
import { beforeAll, describe, expect, test } from 'vitest'
import { aKeyPair, testTenant } from '../_test-gateway.ts'
import { JwtKeys } from '../secrets/jwt-keys.ts'
import { makeSecrets } from '../secrets/make-secrets.ts'
import { createTokens, type Tokens } from './tokens.ts'

const nowMs = 1_800_000_000_000
const now = nowMs / 1_000
const device = deviceIdOf(aKeyPair().publicKey)
const principal = { tenantId: testTenant, device, kind: 'kiosk', role: 'kiosk' } as const
const claims = {
  iss: 'totem',
  aud: 'kiosk',
  sub: device,
  tenant: testTenant,
  kind: 'kiosk',
  role: 'kiosk',
  iat: now,
  exp: now + 60,
}

const freshKeys = async (): Promise<JwtKeys> =>
  v.parse(JwtKeys, (await makeSecrets(['demo']))[0]!.content)

let keys: JwtKeys
let tokens: Tokens

beforeAll(async () => {
  keys = await freshKeys()
  tokens = await createTokens(keys, () => nowMs)
})

const base64url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url')

interface Forgery {
  readonly header?: Record<string, unknown>
  readonly payload?: Record<string, unknown>
  readonly key?: KeyObject
}

/** Signs with our own key unless told otherwise, so that only the named fault can be the reason. */
const forge = async ({ header = {}, payload = {}, key }: Forgery): Promise<string> =>
  new SignJWT({ ...claims, ...payload })
    .setProtectedHeader({ alg: 'EdDSA', kid: keys.current, typ: 'JWT', ...header })
    .sign(key ?? (await importJWK(keys.keys[0]!, 'EdDSA')))

const unsigned = (header: Record<string, unknown>, signature = ''): string =>
  `${base64url(header)}.${base64url(claims)}.${signature}`

const hmacWithPublicKey = (): string => {
  const text = unsigned({ alg: 'HS256', kid: keys.current, typ: 'JWT' }).slice(0, -1)
  return `${text}.${createHmac('sha256', keys.keys[0]!.x).update(text).digest('base64url')}`
}

const stranger = generateKeyPairSync('ed25519')

describe('an access token', () => {
  test('says who holds it', async () => {
    expect(await tokens.readAccess(await tokens.issueAccess(principal))).toEqual(
      ok({ ...principal, expiresAt: nowMs + 900_000 }),
    )
  })

  test('that we made in a test is believed, so that the attacks below fail for their own reason', async () => {
    expect(await tokens.readAccess(await forge({}))).toMatchObject({ ok: true })
  })

  test.for<[string, () => string | Promise<string>]>([
    ['is empty', () => ''],
    ['is no token', () => 'a.b.c'],
    ['has algorithm none', () => unsigned({ alg: 'none', typ: 'JWT' })],
    ['has algorithm none and our kid', () => unsigned({ alg: 'none', kid: keys.current })],
    ['is signed by HMAC with the public key', hmacWithPublicKey],
    ['has an unknown kid', () => forge({ header: { kid: 'someone-elses' } })],
    ['has a path as kid', () => forge({ header: { kid: '../../dev/null' } })],
    ['is signed by a stranger under our kid', () => forge({ key: stranger.privateKey })],
    [
      'brings its own key',
      () =>
        forge({
          header: { kid: undefined, jwk: stranger.publicKey.export({ format: 'jwk' }) },
          key: stranger.privateKey,
        }),
    ],
    [
      'points at foreign keys',
      () => forge({ header: { jku: 'https://x' }, key: stranger.privateKey }),
    ],
    ['has another issuer', () => forge({ payload: { iss: 'other' } })],
    ['has another audience', () => forge({ payload: { aud: 'bank' } })],
    ['has the audience of another kind', () => forge({ payload: { aud: 'tablet' } })],
    ['has no end', () => forge({ payload: { exp: undefined } })],
    ['begins later', () => forge({ payload: { nbf: now + 600 } })],
    ['names the role of the gateway', () => forge({ payload: { role: 'gateway' } })],
    ['names a tenant that is no name', () => forge({ payload: { tenant: '../_users' } })],
    ['names no device', () => forge({ payload: { sub: 'someone' } })],
    ['is of another type', () => forge({ header: { typ: 'at+jwt' } })],
  ])('is not believed when it %s', async ([, make]) => {
    expect(await tokens.readAccess(await make())).toEqual({ ok: false, error: 'invalid' })
  })

  test('is not believed when one letter was changed', async () => {
    const token = await forge({})
    const [header, payload, signature] = token.split('.')
    const other = base64url({ ...claims, role: 'manager' })
    expect((await tokens.readAccess(`${header}.${other}.${signature}`)).ok).toBe(false)
    expect((await tokens.readAccess(`${header}.${payload}.${signature!.toUpperCase()}`)).ok).toBe(
      false,
    )
  })

  test('ends, with half a minute of tolerance for wrong clocks', async () => {
    const ended = await forge({ payload: { exp: now - 31 } })
    expect(await tokens.readAccess(ended)).toEqual({ ok: false, error: 'expired' })
    expect((await tokens.readAccess(await forge({ payload: { exp: now - 29 } }))).ok).toBe(true)
  })

  test('cannot be made of a challenge, nor a challenge of it', async () => {
    const challenge = await tokens.issueChallenge({ tenantId: testTenant, device })
    expect((await tokens.readAccess(challenge)).ok).toBe(false)
    expect((await tokens.readChallenge(await tokens.issueAccess(principal))).ok).toBe(false)
  })
})

describe('a rotation of keys', () => {
  test('keeps old tokens good until their key is removed', async () => {
    const old = await tokens.issueAccess(principal)
    const fresh = await freshKeys()
    const { d: _, ...retired } = keys.keys[0]!
    const rotated = { current: fresh.current, keys: [...fresh.keys, retired] }
    const after = await createTokens(rotated, () => nowMs)
    expect((await after.readAccess(old)).ok).toBe(true)
    expect((await tokens.readAccess(await after.issueAccess(principal))).ok).toBe(false)
    const removed = await createTokens(fresh, () => nowMs)
    expect((await removed.readAccess(old)).ok).toBe(false)
  })
})
