import { OperatorId, type OfflineSettings } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addOperator, aKeyPair, testTenant } from '../../_test-gateway.ts'
import { startTill, type Till } from '../_stage.ts'
import { poolOf } from '../pool/_pool-stage.ts'
import { firstSettings } from './offline-rules.ts'

let till: Till
beforeAll(async () => {
  till = await startTill({ bankUrl: 'http://127.0.0.1:1', isCalled: false })
}, 30_000)
afterAll(() => till[Symbol.asyncDispose]())

const tokens = new Map<'operator' | 'manager', string>()
beforeAll(async () => {
  const { services } = till.gateway
  for (const role of ['operator', 'manager'] as const) {
    await addOperator(services, { id: role, password: 'segredo-longo', role })
    const login = await services.logIn({
      tenant: testTenant,
      username: v.parse(OperatorId, role),
      password: 'segredo-longo',
      publicKey: aKeyPair().publicKey,
    })
    if (!login.ok) throw new Error(login.error.kind)
    const { tenantId, device, grant } = login.value
    const principal = { tenantId, device, operator: grant.operator, grant: grant.id }
    tokens.set(role, await services.tokens.issueAccess({ ...principal, kind: 'tablet', role }))
  }
})

const ask = async (
  method: 'GET' | 'PUT',
  role: 'operator' | 'manager',
  body?: unknown,
): Promise<{ readonly status: number; readonly body: unknown }> => {
  const answer = await till.post('/payments/envelope', {
    method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${tokens.get(role) ?? ''}`,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: answer.body }
}
const changed: OfflineSettings = {
  ...firstSettings,
  envelope: { ...firstSettings.envelope, count: 4, minutes: 60 },
  poolPerService: 2,
  staticPix: { merchantName: 'Studio Recovery', merchantCity: 'Porto Alegre' },
}

test('a studio begins with limits and without static codes', async () => {
  expect(await ask('GET', 'manager')).toEqual({
    status: 200,
    body: { ...firstSettings, changedAt: null, changedBy: null },
  })
  expect((await poolOf(till, {})).terms.terms).toMatchObject({ ...firstSettings, staticPix: null })
})

test('a manager changes them, and the next kiosk that asks has them with the key that receives', async () => {
  expect(await ask('PUT', 'manager', changed)).toEqual({
    status: 200,
    body: { ...changed, changedAt: till.gateway.clock.nowMs, changedBy: 'manager' },
  })
  expect((await poolOf(till, {})).terms.terms).toMatchObject({
    ...changed,
    staticPix: { ...changed.staticPix, pixKey: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906' },
  })
})

test('an operator neither sees nor sets them', async () => {
  expect([
    (await ask('GET', 'operator')).status,
    (await ask('PUT', 'operator', changed)).status,
  ]).toEqual([403, 403])
})

test.for([
  ['a negative count', { ...changed, envelope: { ...changed.envelope, count: -1 } }],
  ['half a centavo', { ...changed, envelope: { ...changed.envelope, sumCents: 0.5 } }],
  ['a pool without end', { ...changed, poolPerService: 21 }],
  [
    'a receiver without a name',
    { ...changed, staticPix: { merchantName: ' ', merchantCity: 'X' } },
  ],
] as const)('%s is refused', async ([, settings]) => {
  expect((await ask('PUT', 'manager', settings)).status).toBe(422)
})
