import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, otherTenant, type Reply, testTenant } from '../../_test-gateway.ts'
import { callbackSecret } from '../_pix-simulator.ts'
import { aSale, hookPath, moneyOf, startTill, type Till } from '../_stage.ts'

let till: Till
beforeAll(async () => {
  till = await startTill({ bankUrl: 'http://127.0.0.1:1', sweepIntervalMs: 60_000 })
})
afterAll(() => till[Symbol.asyncDispose]())

const sign = (body: string, { secret = callbackSecret, ageSeconds = 0 } = {}): string => {
  const t = Math.floor(Date.now() / 1_000) - ageSeconds
  const digest = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')
  return `t=${t},v1=${digest}`
}

const body = JSON.stringify({ pix: [{ txid: aSale().txid, valor: '90.00' }] })
const signed = (signature: string): RequestInit => ({
  body,
  headers: { 'X-Totem-Signature': signature },
})
const path = hookPath(testTenant)

describe('a hostile call is refused and stored nowhere', () => {
  test.for([
    ['forged', path, signed(sign(body, { secret: 'b'.repeat(43) })), 401, 'bad_signature'],
    ['signed over another body', path, signed(sign('{}')), 401, 'bad_signature'],
    ['with a broken signature', path, signed('t=1,v1=zz'), 401, 'bad_signature'],
    ['stale', path, signed(sign(body, { ageSeconds: 301 })), 401, 'stale_signature'],
    // Far ahead: it is signed when this file is read, and a busy machine may try it much later.
    ['from the future', path, signed(sign(body, { ageSeconds: -900 })), 401, 'stale_signature'],
    [
      'with a wrong token',
      '/payments/webhook/pix/0123456789abcdef0123456789abcdef',
      { body },
      404,
      'not_found',
    ],
    ['with no token', '/payments/webhook/pix/', { body }, 404, 'not_found'],
    [
      'with a token of another secret',
      hookPath(testTenant, 'c'.repeat(43)),
      { body },
      404,
      'not_found',
    ],
    [
      'with the token of a tenant without a bank',
      hookPath(otherTenant),
      { body },
      404,
      'not_found',
    ],
    ['for another provider', path.replace('/pix/', '/card/'), { body }, 404, 'not_found'],
    ['oversized', path, { body: 'x'.repeat(1024 * 1024 + 1) }, 413, 'body_too_large'],
    ['not JSON', path, { body: 'pix=1' }, 400, 'malformed_hook'],
    ['not UTF-8', path, { body: new Uint8Array([0x22, 0xff, 0x22]) }, 400, 'malformed_hook'],
    ['of another form', path, { body: '{"pix":{"txid":"x"}}' }, 400, 'malformed_hook'],
    ['empty', path, { body: '' }, 400, 'malformed_hook'],
  ] as const)('%s', async ([, at, init, status, code]) => {
    const reply = await till.post(at, init)
    expect([reply.status, codeOf(reply)]).toEqual([status, code])
    expect(await moneyOf(till, 'hook')).toEqual([])
  })
})

test.for([['{}'], ['{"pix":[]}']])('the probe %s is answered', async ([probe]) => {
  expect((await till.post(path, { body: probe! })).status).toBe(200)
  expect((await till.post(path.replace(/\/pix$/, ''), { body: probe! })).status).toBe(200)
})

test('a good call is stored as it came, and stays open while the bank is away', async () => {
  const mixed = JSON.stringify({ pix: [null, { txid: 7 }, { txid: aSale().txid }] })
  const replies = [
    await till.post(path, { ...signed(sign(mixed)), body: mixed }),
    await till.post(path, { body: mixed }),
  ]
  expect(replies.map(({ status }) => status)).toEqual([200, 200])
  expect(await moneyOf(till, 'hook')).toMatchObject([
    { tenantId: 'demo', provider: 'pix', body: mixed, state: 'received' },
  ])
})

test('a signature is good for one call: whoever sends it again has only heard it', async () => {
  const told = JSON.stringify({ pix: [{ txid: aSale().txid }] })
  const call = (signature: string): Promise<Reply> =>
    till.post(path, { body: told, headers: { 'X-Totem-Signature': signature } })
  const first = sign(told)
  const replies = await Promise.all(Array.from({ length: 10 }, () => call(first)))
  expect(replies.map(({ status }) => status).toSorted()).toEqual([
    200,
    ...Array.from({ length: 9 }, () => 409),
  ])
  expect(codeOf(await call(first))).toBe('replayed')
  // A bank that tries again signs again, and that is no replay.
  expect((await call(sign(told, { ageSeconds: 100 }))).status).toBe(200)
  const stored = (await moneyOf(till, 'hook')).filter((hook) => hook['body'] === told)
  expect(stored).toHaveLength(1)
})

test('refusals are written down with their reason, and nothing of what was sent', () => {
  const refused = till.gateway.logLines
    .filter((line) => line.includes('payment_hook_refused'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const reasons = new Set(refused.map(({ reason }) => reason))
  for (const reason of ['forged', 'stale', 'wrong_address', 'too_large', 'malformed', 'replayed'])
    expect(reasons).toContain(reason)
  expect(refused.find(({ reason }) => reason === 'forged')).toMatchObject({
    tenantId: 'demo',
    digest: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
  })
  expect(JSON.stringify(refused)).not.toContain('TA0')
})

test('verdicts are counted', async () => {
  expect(await till.count('totem_payment_hooks_total{verdict="forged"}')).toBe(3)
  expect(await till.count('totem_payment_hooks_total{verdict="accepted"}')).toBe(4)
})
