import { describe, expect, test } from 'vitest'
import { aCobBody, openSimulator, refundId, type TestSimulator, txid } from '../_makers.ts'

const withPaid = async (): Promise<TestSimulator & { readonly path: string }> => {
  const simulator = openSimulator()
  await simulator.call('PUT', `/api/v3/cob/${txid}`, aCobBody())
  await simulator.submit(`/pay/${txid}`)
  const path = `/api/v2/pix/${simulator.paid[0]?.endToEndId ?? ''}`
  return { ...simulator, path }
}

const taken = {
  id: 'R1',
  rtrId: expect.stringMatching(/^D[A-Za-z0-9]{31}$/) as unknown,
  valor: '40.00',
  natureza: 'ORIGINAL',
  horario: { solicitacao: '2026-11-23T13:36:00.000Z' },
  status: 'EM_PROCESSAMENTO',
}

describe('a refund', () => {
  test('is taken on, carried out later, and shown with its Pix', async () => {
    const { path, call, bank, paid, refundsAsked } = await withPaid()
    const put = await call('PUT', `${path}/devolucao/R1`, { valor: '40.00' })
    expect([put.status, await put.json()]).toStrictEqual([201, taken])
    const [pix] = paid
    if (pix === undefined) throw new Error('nothing was paid')
    expect(refundsAsked).toStrictEqual([`${pix.endToEndId}/R1`])
    bank.settleRefund(pix.endToEndId, refundId, 'done')
    const done = {
      ...taken,
      horario: { ...taken.horario, liquidacao: '2026-11-23T13:36:00.000Z' },
      status: 'DEVOLVIDO',
    }
    expect(await (await call('GET', `${path}/devolucao/R1`)).json()).toStrictEqual(done)
    expect(await (await call('GET', path)).json()).toMatchObject({ devolucoes: [done] })
    expect(await (await call('GET', `/api/v3/cob/${txid}`)).json()).toMatchObject({
      pix: [{ devolucoes: [done] }],
    })
  })

  test.for([
    ['R1', { valor: '90.01' }, 400, 'PixDevolucaoInvalida'],
    ['R1', { valor: '0.00' }, 400, 'PixDevolucaoInvalida'],
    ['R1', {}, 400, 'PixDevolucaoInvalida'],
    ['R-1', { valor: '1.00' }, 400, 'PixDevolucaoInvalida'],
    ['R1', { valor: '1.00', natureza: 'MED_FRAUDE' }, 400, 'PixDevolucaoInvalida'],
  ] as const)('%s of %j is refused', async ([id, body, status, type]) => {
    const { path, call, refundsAsked } = await withPaid()
    const answer = await call('PUT', `${path}/devolucao/${id}`, body)
    expect([answer.status, await answer.json()]).toMatchObject([
      status,
      { type: `https://pix.bcb.gov.br/api/v2/error/${type}` },
    ])
    expect(refundsAsked).toStrictEqual([])
  })

  test('is not repeated under its id', async () => {
    const { path, call, refundsAsked } = await withPaid()
    await call('PUT', `${path}/devolucao/R1`, { valor: '40.00' })
    expect((await call('PUT', `${path}/devolucao/R1`, { valor: '40.00' })).status).toBe(400)
    expect(refundsAsked).toHaveLength(1)
  })

  test('of nothing is not found', async () => {
    const { path, call } = await withPaid()
    const unknown = '/api/v2/pix/E99999999202611231336BBBBBBBBBBB/devolucao/R1'
    expect(await (await call('PUT', unknown, { valor: '1.00' })).json()).toMatchObject({
      type: 'https://pix.bcb.gov.br/api/v2/error/PixNaoEncontrado',
    })
    expect(await (await call('GET', `${path}/devolucao/R1`)).json()).toMatchObject({
      type: 'https://pix.bcb.gov.br/api/v2/error/PixDevolucaoNaoEncontrada',
    })
  })
})
