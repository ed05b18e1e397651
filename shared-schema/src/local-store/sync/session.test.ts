import { NEVER } from 'rxjs'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { challengeText, verifyText } from '@totem/shared-schema'
import { aDeviceRecord } from '../ledger/_a-ledger.ts'
import { type Network } from './network.ts'
import { createSession } from './session.ts'

const { device, tenantId, secretKey, publicKey } = aDeviceRecord()
const wanted = { method: 'GET', path: '/thing', timeoutMs: 1_000, answer: v.string() } as const

/** A gateway that gives tokens t1, t2, … and takes only those it has not revoked. */
const aGateway = () => {
  const seen = { signIns: 0, things: 0 }
  const revoked = new Set<string>()
  let isOnline = true
  const network: Network = {
    origin: 'http://gateway.test',
    wake$: NEVER,
    openSocket: () => {
      throw new Error('no socket here')
    },
    fetch: async (url, { body, headers }) => {
      await Promise.resolve()
      if (!isOnline) throw new TypeError('fetch failed')
      const { pathname } = new URL(url)
      if (pathname === '/devices/challenge') return Response.json({ challenge: 'prove it' })
      if (pathname === '/devices/token') {
        const { signature } = JSON.parse(body as string) as { signature: never }
        if (!verifyText(challengeText(device, 'prove it'), signature, publicKey))
          return new Response(null, { status: 401 })
        seen.signIns += 1
        return Response.json({ token: `t${seen.signIns}`, expiresInSeconds: 600 })
      }
      seen.things += 1
      const token = (headers as Record<string, string>)['authorization']?.slice(7) ?? ''
      return revoked.has(token) ? new Response(null, { status: 401 }) : Response.json(token)
    },
  }
  return {
    network,
    seen,
    revoked,
    setOnline: (online: boolean) => {
      isOnline = online
    },
  }
}

const aSession = (key = secretKey) => {
  const gateway = aGateway()
  const clock = { nowMs: 0 }
  const session = createSession(
    gateway.network,
    { device, tenantId, secretKey: key },
    () => clock.nowMs,
  )
  return { ...gateway, clock, session }
}

test('a device proves its key and gets a token', async () => {
  const { session } = aSession()
  expect(await session.token()).toEqual({ ok: true, value: 't1' })
})

test('a device with another key gets none', async () => {
  const { session } = aSession(aDeviceRecord('B', 'thief').secretKey)
  expect(await session.token()).toMatchObject({ ok: false, error: { status: 401 } })
})

test('many who ask at once sign in once', async () => {
  const { session, seen } = aSession()
  await Promise.all(Array.from({ length: 10 }, () => session.request(wanted)))
  expect(seen).toEqual({ signIns: 1, things: 10 })
})

test('a token is renewed a minute before its end', async () => {
  const { session, clock } = aSession()
  await session.token()
  clock.nowMs = 539_999
  expect(await session.token()).toEqual({ ok: true, value: 't1' })
  clock.nowMs = 540_000
  expect(await session.token()).toEqual({ ok: true, value: 't2' })
})

test('a token that the gateway no longer takes is renewed once', async () => {
  const { session, revoked, seen } = aSession()
  revoked.add('t1')
  expect(await session.request(wanted)).toEqual({ ok: true, value: 't2' })
  expect(seen).toEqual({ signIns: 2, things: 2 })
})

test('many whose token ended together sign in once more, not each', async () => {
  const { session, revoked, seen } = aSession()
  await session.token()
  revoked.add('t1')
  await Promise.all(Array.from({ length: 8 }, () => session.request(wanted)))
  expect(seen.signIns).toBe(2)
})

test('a gateway that takes no token is not asked for ever', async () => {
  const { session, revoked, seen } = aSession()
  for (const token of ['t1', 't2', 't3']) revoked.add(token)
  expect(await session.request(wanted)).toMatchObject({ ok: false, error: { status: 401 } })
  expect(seen.things).toBe(2)
})

test('without a network the problem says so, and the next request tries again', async () => {
  const { session, setOnline } = aSession()
  setOnline(false)
  expect(await session.request(wanted)).toMatchObject({ ok: false, error: { kind: 'unreachable' } })
  setOnline(true)
  expect(await session.request(wanted)).toEqual({ ok: true, value: 't1' })
})

test('a renewed session forgets its token', async () => {
  const { session } = aSession()
  await session.token()
  session.renew()
  expect(await session.token()).toEqual({ ok: true, value: 't2' })
})

test('a session renewed while a token is on its way does not keep that one', async () => {
  const { session } = aSession()
  const early = session.token()
  session.renew()
  const late = session.token()
  await Promise.all([early, late])
  expect(await session.token()).toEqual(await late)
  expect(await late).not.toEqual(await early)
})
