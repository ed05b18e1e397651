import { describe, expect, test } from 'vitest'
import { startPixSimulator } from '../_pix-simulator.ts'
import { providerAcceptance } from '../_provider-acceptance.ts'
import { aCob, aConfig, brCode, json, order, scripted, world } from './_scripted-bank.ts'
import { type BacenConfig } from './bacen-config.ts'
import { createBacenProvider } from './bacen-provider.ts'

providerAcceptance('BACEN API Pix', async () => {
  const bank = await startPixSimulator()
  const provider = (config: BacenConfig): ReturnType<typeof createBacenProvider> =>
    createBacenProvider({ ...world(), config, fetch })
  return {
    provider: provider(aConfig(bank.url)),
    unreachable: provider(aConfig('http://127.0.0.1:1')),
    pay: async (txid) => {
      expect(await bank.pay(txid)).toBe('pago')
    },
    [Symbol.asyncDispose]: () => bank[Symbol.asyncDispose](),
  }
})

const soon = (): AbortSignal => AbortSignal.timeout(1_000)

describe('answers of a real bank', () => {
  test('many questions at once share one token', async () => {
    const { provider, calls } = scripted(() => json(aCob()))
    await Promise.all(Array.from({ length: 10 }, () => provider.getCharge(order.txid, soon())))
    expect(calls.filter((call) => call.startsWith('POST'))).toHaveLength(1)
  })

  test('a token that died is replaced once and the call repeated', async () => {
    let isFirst = true
    const { provider, calls } = scripted(() => {
      const answer = isFirst ? json({}, 401) : json(aCob())
      isFirst = false
      return answer
    })
    expect(await provider.getCharge(order.txid, soon())).toMatchObject({ ok: true })
    expect(calls).toEqual([
      'POST /oauth/token',
      `GET /api/v3/cob/${order.txid}`,
      'POST /oauth/token',
      `GET /api/v3/cob/${order.txid}`,
    ])
  })

  test('a bank that takes no token is not asked a third time', async () => {
    const { provider, calls } = scripted(() => json({}, 401))
    expect(await provider.getCharge(order.txid, soon())).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'status_401' },
    })
    expect(calls).toHaveLength(4)
  })

  const html = (status: number): Response =>
    new Response('<h1>Access Denied</h1>', { status, headers: { 'Content-Type': 'text/html' } })
  const bacenProblem = (type: string, status: number): Response =>
    new Response(JSON.stringify({ type: `https://pix.bcb.gov.br/api/v2/error/${type}`, status }), {
      status,
      headers: { 'Content-Type': 'application/problem+json' },
    })

  test.for([
    ['a wall of HTML', () => html(403), { kind: 'refused', reason: 'status_403_not_json' }],
    ['a lost proxy', () => html(404), { kind: 'unavailable', reason: 'status_404_not_json' }],
    ['a broken bank', () => html(500), { kind: 'unavailable', reason: 'status_500' }],
    ['too many questions', () => json({}, 429), { kind: 'unavailable', reason: 'status_429' }],
    ['no such charge', () => bacenProblem('CobNaoEncontrado', 404), { kind: 'unknown_charge' }],
    [
      'a BACEN problem',
      () => bacenProblem('AcessoNegado', 403),
      { kind: 'refused', reason: 'status_403_AcessoNegado' },
    ],
    ['HTML with 200', () => html(200), { kind: 'malformed', reason: 'not_json' }],
    [
      'an amount of three digits',
      () => json(aCob({ valor: { original: '90.000' } })),
      { kind: 'malformed', reason: 'at_valor.original' },
    ],
    [
      'another charge',
      () => json(aCob({ txid: 'X'.repeat(28) })),
      { kind: 'malformed', reason: 'another_txid' },
    ],
  ] as const)('%s is told apart', async ([, answer, error]) => {
    expect(await scripted(answer).provider.getCharge(order.txid, soon())).toEqual({
      ok: false,
      error,
    })
  })

  test('members and states of a newer standard do no harm', async () => {
    const { provider } = scripted(() => json(aCob({ status: 'NOVA', recarga: { x: 1 } })))
    expect(await provider.getCharge(order.txid, soon())).toEqual({
      ok: true,
      value: { status: 'open', amountCents: 9_000, settlements: [] },
    })
  })

  test('money that went to another key is marked, and steps of a Pix are read', async () => {
    const pix = {
      endToEndId: 'E99999999202611231336AbCdEfGhIjk',
      valor: '90.00',
      chave: 'somebody-else',
      horario: { solicitacao: '2026-11-23T13:36:00Z', liquidacao: '2026-11-23T13:36:01Z' },
    }
    const { provider } = scripted(() => json(aCob({ status: 'CONCLUIDA', pix: [pix] })))
    expect(await provider.getCharge(order.txid, soon())).toMatchObject({
      value: {
        settlements: [
          {
            transactionId: pix.endToEndId,
            txid: order.txid,
            amountCents: 9_000,
            settledAt: Date.parse('2026-11-23T13:36:01Z'),
            receiver: 'other',
          },
        ],
      },
    })
  })

  test('a charge without a code is asked for again, and one without any is refused', async () => {
    const { provider, calls } = scripted(() => json(aCob()))
    expect(await provider.createCharge(order, soon())).toEqual({
      ok: false,
      error: { kind: 'malformed', reason: 'no_br_code' },
    })
    expect(calls.slice(1)).toEqual([
      `PUT /api/v3/cob/${order.txid}`,
      `GET /api/v3/cob/${order.txid}`,
    ])
  })

  test('a code whose check digits are wrong never reaches a customer', async () => {
    const { provider } = scripted(() => json(aCob({ pixCopiaECola: `${brCode}0000` })))
    expect(await provider.createCharge(order, soon())).toMatchObject({
      error: { kind: 'malformed', reason: 'no_br_code' },
    })
  })

  test('a charge of another amount under our txid is refused', async () => {
    const { provider } = scripted(() => json(aCob({ valor: { original: '1.00' } })))
    expect(await provider.createCharge(order, soon())).toMatchObject({
      error: { kind: 'malformed' },
    })
  })

  test('a silent bank costs no more than the signal allows', async () => {
    const provider = createBacenProvider({
      ...world(),
      config: aConfig('https://bank.example.com'),
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          init.signal.addEventListener('abort', () => reject(init.signal.reason as Error))
        }),
    })
    const startedAt = performance.now()
    expect(await provider.createCharge(order, AbortSignal.timeout(100))).toEqual({
      ok: false,
      error: { kind: 'unavailable', reason: 'timeout' },
    })
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})
