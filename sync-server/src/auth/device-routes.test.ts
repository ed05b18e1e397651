import {
  challengeText,
  deviceIdOf,
  type KeyPair,
  PairResponse,
  signText,
  TokenResponse,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
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
})

afterAll(() => gateway[Symbol.asyncDispose]())

const aCode = (): Promise<string> => gateway.services.pairing.create(testTenant)

const pair = (code: string, { publicKey }: KeyPair): Promise<Reply> =>
  gateway.post('/devices/pair', { code, publicKey })

const aPairedKiosk = async (): Promise<KeyPair> => {
  const keys = aKeyPair()
  expect((await pair(await aCode(), keys)).status).toBe(200)
  return keys
}

const challengeFor = async (keys: KeyPair, tenant: string = testTenant): Promise<string> => {
  const device = deviceIdOf(keys.publicKey)
  const { body } = await gateway.post('/devices/challenge', { tenant, device })
  return String(body['challenge'])
}

const askToken = async (keys: KeyPair, changes: Record<string, unknown> = {}): Promise<Reply> => {
  const device = deviceIdOf(keys.publicKey)
  const challenge = await challengeFor(keys)
  const signature = signText(challengeText(device, challenge), keys.secretKey)
  const body = { tenant: testTenant, device, challenge, signature, ...changes }
  return gateway.post('/devices/token', body)
}

describe('pairing', () => {
  test('gives a kiosk its letter and the profile of its tenant', async () => {
    const keys = aKeyPair()
    const reply = await pair(await aCode(), keys)
    expect(reply.status).toBe(200)
    const answer = v.parse(PairResponse, reply.body)
    expect(answer).toMatchObject({
      device: deviceIdOf(keys.publicKey),
      letter: 'A',
      profile: {
        tenantId: testTenant,
        timeZone: 'America/Sao_Paulo',
        notice: { version: '2026-11' },
      },
    })
    expect(answer.profile.sealingKey).toBe(
      gateway.services.tenants.get(testTenant)!.sealing.publicKey,
    )
  })

  test('answers the same when the first answer was lost', async () => {
    const [code, keys] = [await aCode(), aKeyPair()]
    const first = await pair(code, keys)
    const second = await pair(code, keys)
    expect(second.status).toBe(200)
    expect(second.body).toEqual(first.body)
  })

  test('forgives small letters in a typed code', async () => {
    expect((await pair((await aCode()).toLowerCase(), aKeyPair())).status).toBe(200)
  })

  test('lets exactly one of two kiosks use a code at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const code = await aCode()
      const replies = await Promise.all(
        [aKeyPair(), aKeyPair(), aKeyPair()].map((k) => pair(code, k)),
      )
      expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    }
  })

  test('gives kiosks that pair at the same moment different letters', async () => {
    const codes = await Promise.all(Array.from({ length: 6 }, aCode))
    const replies = await Promise.all(codes.map((code) => pair(code, aKeyPair())))
    expect(new Set(replies.map(({ body }) => body['letter'])).size).toBe(6)
  })

  test('gives one kiosk that asks twice at the same moment one letter', async () => {
    const [code, keys] = [await aCode(), aKeyPair()]
    const [a, b] = await Promise.all([pair(code, keys), pair(code, keys)])
    expect([a.status, b.status, a.body['letter']]).toEqual([200, 200, b.body['letter']])
  })

  test('goes on with two letters after Y, for Z is the demo’s', async () => {
    const letters: unknown[] = []
    while (letters.length < 30 && letters.at(-1) !== 'AA')
      letters.push((await pair(await aCode(), aKeyPair())).body['letter'])
    expect(letters.slice(-3)).toEqual(['X', 'Y', 'AA'])
  })

  test('refuses a code nobody made, an old one and a used one', async () => {
    expect(codeOf(await pair('ZZZZZZZZ', aKeyPair()))).toBe('unknown_code')
    const used = await aCode()
    await pair(used, aKeyPair())
    expect(codeOf(await pair(used, aKeyPair()))).toBe('code_used')
    const old = await aCode()
    gateway.clock.nowMs += 25 * 60 * 60_000
    expect(codeOf(await pair(old, aKeyPair()))).toBe('code_expired')
  })
})

describe('a token', () => {
  test('is given to the device that signs its challenge', async () => {
    const keys = await aPairedKiosk()
    const reply = await askToken(keys)
    expect(reply.status).toBe(200)
    const { token, expiresInSeconds } = v.parse(TokenResponse, reply.body)
    expect(expiresInSeconds).toBe(900)
    expect(await gateway.services.verifyAccessToken(token)).toMatchObject({
      ok: true,
      value: {
        tenantId: testTenant,
        device: deviceIdOf(keys.publicKey),
        kind: 'kiosk',
        role: 'kiosk',
      },
    })
  })

  test('is not given for another signature, device, tenant or challenge', async () => {
    const [keys, other] = [await aPairedKiosk(), await aPairedKiosk()]
    const device = deviceIdOf(keys.publicKey)
    const challenge = await challengeFor(keys)
    const foreign = await challengeFor(other)
    const bySign = (text: string, by: KeyPair): string => signText(text, by.secretKey)
    const attacks = [
      { challenge, signature: bySign(challengeText(device, challenge), other) },
      { challenge, signature: bySign(challenge, keys) },
      { challenge: foreign, signature: bySign(challengeText(device, foreign), keys) },
      { tenant: otherTenant },
      { tenant: 'nobody' },
      { challenge: 'x', signature: bySign(challengeText(device, 'x'), keys) },
    ]
    for (const attack of attacks) expect(codeOf(await askToken(keys, attack))).toBe('no_proof')
  })

  test('is not given to a device nobody paired, in the same words', async () => {
    expect(codeOf(await askToken(aKeyPair()))).toBe('no_proof')
  })

  test('is not given for a challenge older than a minute and the tolerance', async () => {
    const keys = await aPairedKiosk()
    const device = deviceIdOf(keys.publicKey)
    const challenge = await challengeFor(keys)
    gateway.clock.nowMs += 95_000
    const signature = signText(challengeText(device, challenge), keys.secretKey)
    expect(codeOf(await askToken(keys, { challenge, signature }))).toBe('no_proof')
  })

  test('is taken from a revoked device, together with the ones it has', async () => {
    const keys = await aPairedKiosk()
    const { token } = v.parse(TokenResponse, (await askToken(keys)).body)
    await gateway.services.registry.revoke(testTenant, deviceIdOf(keys.publicKey))
    expect(codeOf(await askToken(keys))).toBe('revoked')
    expect(await gateway.services.verifyAccessToken(token)).toEqual({ ok: false, error: 'revoked' })
  })
})
