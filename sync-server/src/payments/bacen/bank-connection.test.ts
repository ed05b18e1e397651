import { once } from 'node:events'
import { createServer } from 'node:https'
import { type AddressInfo } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PixSimulator, startPixSimulator } from '../_pix-simulator.ts'
import { anOrder } from '../_provider-acceptance.ts'
import { type PaymentProvider } from '../provider.ts'
import { makeTestCa } from './_test-ca.ts'
import { sicredi } from './bacen-config.ts'
import { createBacenProvider } from './bacen-provider.ts'
import { createBankConnection } from './bank-connection.ts'
import { createBankMetrics } from '../line/bank-metrics.ts'
import { type TlsMaterial } from './tls-material.ts'

const ca = makeTestCa()
const stranger = makeTestCa('Another CA')
const pixKey = '7d9f0335-8dcc-4054-9bf9-0dbd61d36906'
const soon = (): AbortSignal => AbortSignal.timeout(5_000)

let bank: PixSimulator
beforeAll(async () => {
  bank = await startPixSimulator({ ...ca.issue('bank'), ca: ca.cert })
})
afterAll(() => bank[Symbol.asyncDispose]())

const withProvider = async <T>(
  material: TlsMaterial,
  ask: (provider: PaymentProvider) => Promise<T>,
): Promise<T> => {
  await using connection = createBankConnection(material)
  return await ask(
    createBacenProvider({
      tenant: 'demo',
      metrics: createBankMetrics(new Registry()),
      nowMs: Date.now,
      random: Math.random,
      fetch: connection.fetch,
      config: {
        ...sicredi,
        baseUrl: bank.url,
        clientId: 'totem-demo',
        clientSecret: 'totem-demo-secret',
        pixKey,
        callbacks: { signature: 'if_present', secrets: [] },
      },
    }),
  )
}

describe('a bank that asks for a certificate', () => {
  test('lets ours in', async () => {
    const made = await withProvider({ ...ca.issue('totem'), ca: ca.cert }, (provider) =>
      provider.createCharge(anOrder(), soon()),
    )
    expect(made).toMatchObject({ ok: true, value: { kind: 'pix' } })
  })

  test('shows a stranger a page of HTML', async () => {
    const material = { ...stranger.issue('totem'), ca: ca.cert }
    expect(await withProvider(material, (provider) => provider.health(soon()))).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'status_403_not_json_token' },
    })
  })

  test('is not spoken to when it cannot prove who it is', async () => {
    const material = { ...ca.issue('totem'), ca: stranger.cert }
    expect(await withProvider(material, (provider) => provider.health(soon()))).toEqual({
      ok: false,
      error: { kind: 'unavailable', reason: 'network_SELF_SIGNED_CERT_IN_CHAIN' },
    })
  })

  test('shows its own certificate when it calls', async () => {
    const server = createServer({ ...ca.issue('gateway'), ca: ca.cert, requestCert: true })
    const caller = new Promise<string>((resolve) => {
      server.on('request', ({ socket }, response) => {
        const isProven = socket instanceof TLSSocket && socket.authorized
        resolve(isProven ? String(socket.getPeerCertificate().subject.CN) : 'nobody')
        response.end()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await withProvider({ ...ca.issue('totem'), ca: ca.cert }, async (provider) => {
      await provider.hooks?.register(`https://127.0.0.1:${port}/hooks`, soon())
      const order = anOrder()
      await provider.createCharge(order, soon())
      await bank.pay(order.txid)
    })
    expect(await caller).toBe('bank')
    server.close()
    server.closeAllConnections()
  })
})
