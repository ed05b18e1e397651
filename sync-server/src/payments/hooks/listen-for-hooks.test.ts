import { request } from 'node:https'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testTenant } from '../../_test-gateway.ts'
import { makeTestCa, type TestCertificate } from '../bacen/_test-ca.ts'
import { aSale, hookPath, moneyOf, startTill, type Till } from '../_stage.ts'
import { type HookListener, listenForHooks } from './listen-for-hooks.ts'
import { type WebhookGate } from './webhook-gate.ts'

const [ours, banks, strangers] = [1, 2, 3].map(() => makeTestCa())
const server = ours!.issue('127.0.0.1')
const bank = banks!.issue('webhook-sicredi')
const gate: WebhookGate = {
  certificate: 'required',
  commonNames: ['webhook-sicredi'],
  fingerprints: [],
  proxies: [],
}

let till: Till
let listener: HookListener
beforeAll(async () => {
  till = await startTill({ bankUrl: 'http://127.0.0.1:1', sweepIntervalMs: 60_000, gate })
  const { logger, metrics } = till.gateway.services
  listener = await listenForHooks({
    routes: till.payments.hookRoutes,
    logger,
    metrics,
    host: '127.0.0.1',
    port: 0,
    tls: {
      cert: Buffer.from(server.cert),
      key: Buffer.from(server.key),
      ca: Buffer.from(banks!.cert),
    },
  })
})
afterAll(async () => {
  await listener[Symbol.asyncDispose]()
  await till[Symbol.asyncDispose]()
})

const body = JSON.stringify({ pix: [{ txid: aSale().txid }] })

const call = (
  certificate: TestCertificate | undefined,
  path = hookPath(testTenant),
): Promise<number> =>
  new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: listener.port,
      path,
      method: 'POST',
      ca: ours!.cert,
      agent: false,
      ...certificate,
    } as const
    request(options, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0))
    })
      .once('error', reject)
      .end(body)
  })

test.for([
  ['without a certificate', undefined, 401],
  ['with one of a foreign authority', strangers!.issue('webhook-sicredi'), 403],
  ['with one of another customer of the bank', banks!.issue('webhook-mallory'), 403],
  ['with one that has ended', banks!.issue('webhook-sicredi', -1), 403],
] as const)(
  'a call %s is refused, stored nowhere and written down',
  async ([, certificate, status]) => {
    expect(await call(certificate)).toBe(status)
    expect(await moneyOf(till, 'hook')).toEqual([])
    const refused = till.gateway.logLines.filter((line) => line.includes('payment_hook_refused'))
    expect(refused.at(-1)).toMatch(/"reason":"(?:no|wrong)_certificate"/)
  },
)

test('the port that everybody reaches takes no call without the word of a proxy', async () => {
  const spoofed = { 'X-SSL-Client-Verify': 'SUCCESS', 'X-SSL-Client-S-DN': 'CN=webhook-sicredi' }
  const reply = await till.post(hookPath(testTenant), { body, headers: spoofed })
  expect(reply.status).toBe(401)
})

test('the bank is let in, and nothing else is served there', async () => {
  expect(await call(bank)).toBe(200)
  await vi.waitFor(async () => expect(await moneyOf(till, 'hook')).toHaveLength(1))
  expect(await call(bank, '/payments/link')).toBe(404)
  expect(await call(bank, '/auth/login')).toBe(404)
})
