import { describe, expect, test } from 'vitest'
import { aCobBody, openSimulator, pixKey, type TestSimulator, txid } from '../_makers.ts'
import { type PixJson } from '../api/pix-json.ts'
import { noFaults } from '../faults/faults.ts'

const admin = async (
  { app }: TestSimulator,
  path: string,
  asked: { readonly method: 'PUT' | 'POST'; readonly body: unknown },
): Promise<Response> =>
  app.request(`/admin/${path}`, { method: asked.method, body: JSON.stringify(asked.body) })

const breakIt = async (simulator: TestSimulator, body: unknown): Promise<void> => {
  expect((await admin(simulator, 'faults', { method: 'PUT', body })).status).toBe(200)
}

describe('faults on demand', () => {
  test('are set, shown and taken back whole', async () => {
    const simulator = openSimulator()
    await breakIt(simulator, { failure: 'silence', hooks: 'lost' })
    const shown = await simulator.app.request('/admin/faults')
    expect(await shown.json()).toStrictEqual({ ...noFaults, failure: 'silence', hooks: 'lost' })
    await breakIt(simulator, {})
    expect(simulator.panel.current()).toStrictEqual(noFaults)
  })

  test.for([{ failure: 'fire' }, { latencyMs: -1 }, 7, 'x'])('%j is no fault', async (body) => {
    const simulator = openSimulator()
    expect((await admin(simulator, 'faults', { method: 'PUT', body })).status).toBe(400)
    expect(simulator.panel.current()).toStrictEqual(noFaults)
  })

  test.for([
    ['error_500', 500, 'application/problem+json', null],
    ['unavailable_503', 503, 'application/problem+json', '1'],
    ['too_many_429', 429, 'text/plain; charset=UTF-8', '1'],
    ['denied_403', 403, 'text/html; charset=UTF-8', null],
    ['silence', 504, 'application/problem+json', null],
  ] as const)('%s is answered by token and API, not by the page', async ([failure, ...answer]) => {
    const simulator = openSimulator()
    const token = await simulator.token()
    await breakIt(simulator, { failure })
    const headers = { Authorization: `Bearer ${token}` }
    for (const [method, path] of [
      ['GET', `/api/v3/cob/${txid}`],
      ['POST', '/oauth/token?grant_type=client_credentials'],
    ] as const) {
      const response = await simulator.app.request(path, { method, headers })
      expect([
        response.status,
        response.headers.get('Content-Type'),
        response.headers.get('Retry-After'),
      ]).toStrictEqual(answer)
    }
    expect((await simulator.app.request('/')).status).toBe(200)
  })

  test('latency delays the answer and changes nothing in it', async () => {
    const simulator = openSimulator()
    await breakIt(simulator, { latencyMs: 2000 })
    const before = simulator.clock.nowMs()
    expect((await simulator.call('PUT', `/api/v3/cob/${txid}`, aCobBody())).status).toBe(201)
    expect(simulator.clock.nowMs() - before).toBe(4000)
  })

  test('a bank without copia e cola in its first answer gives it to whoever asks again', async () => {
    const simulator = openSimulator()
    await breakIt(simulator, { quirk: 'no_copia_e_cola' })
    const put = await simulator.call('PUT', `/api/v3/cob/${txid}`, aCobBody())
    expect(await put.json()).not.toHaveProperty('pixCopiaECola')
    const got = await simulator.call('GET', `/api/v3/cob/${txid}`)
    expect(await got.json()).toHaveProperty('pixCopiaECola')
  })

  test('a bank may write the time of a Pix as an object', async () => {
    const simulator = openSimulator()
    await simulator.call('PUT', `/api/v3/cob/${txid}`, aCobBody())
    await simulator.submit(`/pay/${txid}`)
    await breakIt(simulator, { quirk: 'horario_as_object' })
    const horario = {
      solicitacao: '2026-11-23T13:36:00.000Z',
      liquidacao: '2026-11-23T13:36:00.000Z',
    }
    expect(await (await simulator.call('GET', `/api/v3/cob/${txid}`)).json()).toMatchObject({
      pix: [{ horario }],
    })
  })
})

describe('a Pix that no charge asked for', () => {
  const send = async (simulator: TestSimulator, body: unknown): Promise<PixJson> => {
    const response = await admin(simulator, 'pix', { method: 'POST', body })
    expect(response.status).toBe(201)
    return (await response.json()) as PixJson
  }

  test.for([
    ['without a txid', {}],
    ['with the txid of a static code', { txid: 'TA00123456789ABCDEFGHJKMN' }],
  ] as const)('comes in %s and is listed', async ([, named]) => {
    const simulator = openSimulator()
    const pix = await send(simulator, { ...named, valor: '12.34', chave: pixKey })
    const query = 'inicio=2026-11-23T00:00:00Z&fim=2026-11-24T00:00:00Z'
    const listed = await simulator.call('GET', `/api/v2/pix?${query}`)
    expect(await listed.json()).toMatchObject({ pix: [pix] })
    expect(pix).toMatchObject({ ...named, valor: '12.34', chave: pixKey })
    expect(simulator.paid).toMatchObject([{ endToEndId: pix.endToEndId }])
  })

  test('may be claimed back by the payer’s bank, under an id nobody here gave', async () => {
    const simulator = openSimulator()
    const { endToEndId } = await send(simulator, { valor: '12.34', chave: pixKey })
    const claim = (body: unknown): Promise<Response> =>
      admin(simulator, `pix/${endToEndId}/med`, { method: 'POST', body })
    const partial = await claim({ valor: '2.34' })
    expect([partial.status, await partial.json()]).toMatchObject([
      201,
      { valor: '2.34', natureza: 'MED_FRAUDE', status: 'EM_PROCESSAMENTO' },
    ])
    expect(await (await claim({})).json()).toMatchObject({ valor: '10.00' })
    expect((await claim({})).status).toBe(400)
    expect(simulator.refundsAsked).toHaveLength(2)
  })

  test.for([{}, { valor: '1', chave: pixKey }, { valor: '1.00', chave: pixKey, txid: 'a b' }])(
    'is not understood as %j',
    async (body) => {
      const response = await admin(openSimulator(), 'pix', { method: 'POST', body })
      expect(response.status).toBe(400)
    },
  )
})
