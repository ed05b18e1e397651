import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  aConfig,
  otherTenant,
  startTestGateway,
  type TestGateway,
  testTenant,
} from '../_test-gateway.ts'
import { ConfigError } from '../config.ts'
import { makeTestCa } from './bacen/_test-ca.ts'
import { startPixSimulator } from './_pix-simulator.ts'
import { anOrder } from './_provider-acceptance.ts'
import { createProviders, type Providers } from './create-providers.ts'
import { type ProviderSettings } from './provider-settings.ts'

const ca = makeTestCa()
const ours = ca.issue('totem')
const files = new Map<string, Buffer>([
  ['/secret', Buffer.from('totem-demo-secret\n')],
  ['/cert', Buffer.from(ours.cert)],
  ['/key', Buffer.from(ours.key)],
  ['/ca', Buffer.from(ca.cert)],
  ['/empty', Buffer.from('\n')],
])

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway()
})
afterAll(() => gateway[Symbol.asyncDispose]())

const providersFor = async (
  settings: ProviderSettings,
  calls: string[] = [],
): Promise<Providers> => {
  const config = await aConfig({
    pix: {
      baseUrl: 'http://127.0.0.1:1',
      clientId: 'x',
      clientSecret: 'y',
      keys: new Map([
        [testTenant, 'demo@studio.com.br'],
        [otherTenant, 'norte@studio.com.br'],
      ]),
    },
    providers: new Map([[otherTenant, settings]]),
  })
  return createProviders(config, {
    fetch: (url, init) => {
      calls.push(`${init.method} ${url}`)
      return fetch(url, init)
    },
    nowMs: Date.now,
    random: Math.random,
    couch: gateway.services.couch,
    register: new Registry(),
    readBytes: (path) => files.get(path),
  })
}

const bank = {
  kind: 'pix',
  baseUrl: 'http://127.0.0.1:1',
  clientId: 'totem-demo',
  clientSecretFile: '/secret',
  pixKey: 'norte@studio.com.br',
} as const satisfies ProviderSettings
const terminal = {
  kind: 'card_terminal',
  baseUrl: 'http://127.0.0.1:1',
  tokenFile: '/secret',
  terminal: 'b1',
} as const satisfies ProviderSettings
const tls = { certFile: '/cert', keyFile: '/key', caFile: '/ca' }
const soon = (): AbortSignal => AbortSignal.timeout(5_000)

describe('the providers', () => {
  test.for([
    ['a bank', bank, 'pix'],
    ['cash', { kind: 'cash' }, 'cash'],
    ['a terminal', terminal, 'card'],
  ] as const)('are %s for who has it, and the shared bank for the others', async ([, own, key]) => {
    await using providers = await providersFor(own)
    expect([...providers.byTenant].map(([tenant, provider]) => [tenant, provider.key])).toEqual([
      [testTenant, 'pix'],
      [otherTenant, key],
    ])
    expect([...providers.cashBooks.keys()]).toEqual(key === 'cash' ? [otherTenant] : [])
  })

  test('speak to a bank over mutual TLS, in the versions it has', async () => {
    await using simulator = await startPixSimulator({ ...ca.issue('bank'), ca: ca.cert })
    const settings = { ...bank, baseUrl: simulator.url, tls, paths: { cobItem: '/api/v2/cob' } }
    await using providers = await providersFor(settings)
    const made = providers.byTenant.get(otherTenant)?.createCharge(anOrder(), soon())
    expect(await made).toMatchObject({ ok: true, value: { kind: 'pix' } })
  })

  test('ask an earlier bank about the charges it made', async () => {
    await using earlier = await startPixSimulator()
    await using current = await startPixSimulator()
    const order = anOrder()
    const settings = { ...bank, baseUrl: earlier.url }
    await using before = await providersFor(settings)
    await before.byTenant.get(otherTenant)?.createCharge(order, soon())
    await using after = await providersFor({ ...bank, baseUrl: current.url, earlier: [settings] })
    const report = after.byTenant.get(otherTenant)?.getCharge(order.txid, soon())
    expect(await report).toMatchObject({ ok: true, value: { status: 'open' } })
  })

  test('ask the shared bank about what a tenant made there before it had its own', async () => {
    await using current = await startPixSimulator()
    const calls: string[] = []
    await using providers = await providersFor({ ...bank, baseUrl: current.url }, calls)
    await providers.byTenant.get(otherTenant)?.getCharge(anOrder().txid, soon())
    expect(calls.some((call) => call.includes(' http://127.0.0.1:1/'))).toBe(true)
  })

  test.for<[string, ProviderSettings, readonly string[]]>([
    ['nobody', { kind: 'cash' }, ['pix']],
    ['a bank of its own', { kind: 'cash', earlier: [bank] }, ['pix']],
    ['a terminal', { kind: 'cash', earlier: [terminal] }, ['card', 'pix']],
    ['both', { kind: 'cash', earlier: [terminal, bank, bank] }, ['card', 'pix']],
    ['another bank', { ...bank, earlier: [bank] }, []],
  ])(
    'stay with what they made, one of each kind: after the shared bank and %s',
    async ([, settings, keys]) => {
      await using providers = await providersFor(settings)
      const earlier = providers.earlier.get(otherTenant) ?? []
      expect(earlier.map(({ key }) => key)).toEqual(keys)
      expect(providers.earlier.has(testTenant)).toBe(false)
    },
  )

  test('take paths and the place of token parameters from the settings', async () => {
    await using simulator = await startPixSimulator()
    const calls: string[] = []
    await using providers = await providersFor(
      {
        ...bank,
        baseUrl: simulator.url,
        tokenParametersIn: 'body',
        scopes: ['cob.read'],
        paths: { cobItem: '/api/v2/cob' },
      },
      calls,
    )
    const { txid } = anOrder()
    await providers.byTenant.get(otherTenant)?.getCharge(txid, soon())
    expect(calls.filter((call) => call.includes(simulator.url))).toEqual([
      `POST ${simulator.url}/oauth/token`,
      `GET ${simulator.url}/api/v2/cob/${txid}`,
    ])
  })

  test.for<[string, ProviderSettings, RegExp]>([
    ['no secret', { ...bank, clientSecretFile: '/absent' }, /\/absent is missing or empty/],
    ['an empty secret', { ...bank, clientSecretFile: '/empty' }, /\/empty is missing or empty/],
    ['a key that is not there', { ...bank, tls: { ...tls, keyFile: '/absent' } }, /pix:doctor/],
    ['a certificate that is none', { ...bank, tls: { ...tls, certFile: '/secret' } }, /unreadable/],
  ])('are not made with %s', async ([, settings, sentence]) => {
    const made = providersFor(settings)
    await expect(made).rejects.toThrow(ConfigError)
    await expect(made).rejects.toThrow(sentence)
  })
})
