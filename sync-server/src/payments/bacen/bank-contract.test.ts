import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MatchersV3, PactV4, SpecificationVersion, Verifier } from '@pact-foundation/pact'
import { Registry } from 'prom-client'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PixSimulator, startPixSimulator } from '../_pix-simulator.ts'
import { anOrder } from '../_provider-acceptance.ts'
import { type BankFetch } from '../line/bank-fetch.ts'
import { createBankMetrics } from '../line/bank-metrics.ts'
import { type PaymentProvider } from '../provider.ts'
import {
  type Interaction,
  interactions,
  pixKey,
  states,
  webhookPath,
  webhookUrl,
} from './_bank-contract.ts'
import { type BacenConfig, sicredi } from './bacen-config.ts'
import { createBacenProvider } from './bacen-provider.ts'

process.env['PACT_DO_NOT_TRACK'] = 'true'

const { regex } = MatchersV3
const basic = `Basic ${btoa('totem-demo:totem-demo-secret')}`
const folder = mkdtempSync(join(tmpdir(), 'totem-pacts-'))
const pact = new PactV4({
  consumer: 'sync-server',
  provider: 'bacen-pix-psp',
  dir: folder,
  host: '127.0.0.1',
  logLevel: 'error',
  spec: SpecificationVersion.SPECIFICATION_VERSION_V4,
})

const json = (status: number, body: unknown): Response => Response.json(body, { status })

/** The adapter, with the answers that an interaction is not about made up. */
const providerAt = (baseUrl: string, isAboutToken = false): PaymentProvider => {
  const config: BacenConfig = {
    ...sicredi,
    baseUrl,
    clientId: 'totem-demo',
    clientSecret: 'totem-demo-secret',
    pixKey,
    callbacks: { signature: 'if_present', secrets: [] },
  }
  const half: BankFetch = async (url, init) => {
    const isToken = url.includes('/oauth/token')
    if (isToken === isAboutToken) return fetch(url, init)
    return isToken
      ? json(200, { access_token: 'a-token', expires_in: 300 })
      : json(200, { parametros: { paginacao: { quantidadeDePaginas: 1 } }, pix: [] })
  }
  return createBacenProvider({
    config,
    fetch: half,
    tenant: 'demo',
    metrics: createBankMetrics(new Registry()),
    nowMs: Date.now,
    random: Math.random,
  })
}

/** The part of an Express request that verification changes. */
interface ForwardedRequest {
  readonly path: string
  readonly headers: Record<string, string>
}

const answered = async ({ answer, ...asked }: Interaction, name: string): Promise<unknown> => {
  const contentType =
    answer.status >= 400
      ? 'application/problem+json'
      : regex(/^application\/json/, 'application/json')
  const authorization =
    asked.isAboutToken === true
      ? regex(/^Basic .+$/, 'Basic dA==')
      : regex(/^Bearer .+$/, 'Bearer x')
  return pact
    .addInteraction()
    .given(states[asked.state])
    .uponReceiving(name)
    .withRequest(asked.method, asked.path, (request) => {
      request.headers({ Authorization: authorization })
      if (asked.query !== undefined) request.query({ ...asked.query })
      if (asked.body !== undefined) request.jsonBody(asked.body)
    })
    .willRespondWith(answer.status, (response) => {
      if (answer.json === undefined) return
      response.headers({ 'Content-Type': contentType })
      response.jsonBody(answer.json)
    })
    .executeTest((mock) => asked.ask(providerAt(mock.url, asked.isAboutToken)))
}

describe('what the gateway asks of a bank', () => {
  afterAll(() => rmSync(folder, { recursive: true }))

  test.for(Object.entries(interactions))('%s', async ([name, [interaction, means]]) => {
    expect(await answered(interaction, name)).toEqual(means)
  })

  describe('is what the simulator does', () => {
    let bank: PixSimulator
    let token = ''
    beforeAll(async () => {
      bank = await startPixSimulator()
      const grant = await fetch(`${bank.url}/oauth/token?grant_type=client_credentials`, {
        method: 'POST',
        headers: { Authorization: basic },
      })
      const Grant = v.object({ access_token: v.string() })
      token = v.parse(Grant, await grant.json()).access_token
    })
    afterAll(() => bank[Symbol.asyncDispose]())

    const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(bank.url + path, {
        method,
        headers: { Authorization: `Bearer ${token}` },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return answer.json().catch(() => undefined)
    }
    const charge = async (): Promise<string> => {
      const fresh = anOrder().txid
      const terms = { calendario: { expiracao: 900 }, valor: { original: '90.00' }, chave: pixKey }
      await call('PUT', `/api/v3/cob/${fresh}`, terms)
      return fresh
    }
    const pay = async (): Promise<{ readonly txid: string; readonly endToEndId: string }> => {
      const paid = await charge()
      await bank.pay(paid)
      const Paid = v.object({ pix: v.tuple([v.object({ endToEndId: v.string() })]) })
      const { pix: moved } = v.parse(Paid, await call('GET', `/api/v3/cob/${paid}`))
      return { txid: paid, endToEndId: moved[0].endToEndId }
    }

    test('to the letter', { timeout: 60_000 }, async () => {
      await new Verifier({
        provider: 'bacen-pix-psp',
        providerBaseUrl: bank.url,
        pactUrls: [join(folder, 'sync-server-bacen-pix-psp.json')],
        logLevel: 'error',
        requestFilter: (request: ForwardedRequest, _: unknown, next: () => void) => {
          const isToken = request.path.startsWith('/oauth')
          request.headers['authorization'] = isToken ? basic : `Bearer ${token}`
          next()
        },
        stateHandlers: {
          [states.nothing]: async () => {
            await call('DELETE', webhookPath)
            return { txid: anOrder().txid }
          },
          [states.charged]: async () => ({ txid: await charge() }),
          [states.paid]: () => pay(),
          [states.refunded]: async () => {
            const paid = await pay()
            const path = `/api/v2/pix/${paid.endToEndId}/devolucao/R1`
            await call('PUT', path, { valor: '40.00' })
            return paid
          },
          [states.hooked]: async () => {
            await call('PUT', webhookPath, { webhookUrl })
            return {}
          },
        },
      }).verifyProvider()
    })
  })
})
