import { describe, expect, test } from 'vitest'
import { openSimulator, pixKey } from '../_makers.ts'

const path = `/api/v2/webhook/${pixKey}`
const notFound = {
  type: 'https://pix.bcb.gov.br/api/v2/error/WebhookNaoEncontrado',
  title: 'Webhook não encontrado.',
  status: 404,
}

describe('the webhook of a key', () => {
  test('is set, replaced silently, shown and deleted', async () => {
    const { call, clock } = openSimulator()
    for (const webhookUrl of ['https://old.example.com', 'http://127.0.0.1:8080/hooks/t']) {
      const response = await call('PUT', path, { webhookUrl })
      expect([response.status, await response.text()]).toStrictEqual([200, ''])
      clock.advance(1000)
    }
    expect(await (await call('GET', path)).json()).toStrictEqual({
      webhookUrl: 'http://127.0.0.1:8080/hooks/t',
      chave: pixKey,
      criacao: '2026-11-23T13:36:01.000Z',
    })
    expect((await call('DELETE', path)).status).toBe(204)
    expect(await (await call('GET', path)).json()).toStrictEqual(notFound)
    expect(await (await call('DELETE', path)).json()).toStrictEqual(notFound)
  })

  test('is listed among all, and a window is no must', async () => {
    const { call, clock } = openSimulator()
    await call('PUT', path, { webhookUrl: 'https://one.example.com' })
    clock.advance(60_000)
    await call('PUT', '/api/v2/webhook/other', { webhookUrl: 'https://two.example.com' })
    const list = async (query: string): Promise<unknown> =>
      (await call('GET', `/api/v2/webhook${query}`)).json()
    const one = {
      webhookUrl: 'https://one.example.com',
      chave: pixKey,
      criacao: '2026-11-23T13:36:00.000Z',
    }
    expect(await list('')).toMatchObject({
      parametros: { paginacao: { quantidadeDePaginas: 1, quantidadeTotalDeItens: 2 } },
      webhooks: [one, { chave: 'other' }],
    })
    expect(await list('?fim=2026-11-23T13:36:30Z')).toMatchObject({ webhooks: [one] })
    expect(await list('?fim=hoje')).toMatchObject({
      type: 'https://pix.bcb.gov.br/api/v2/error/WebhookConsultaInvalida',
    })
  })

  test('may belong to a key that needs escaping in a path', async () => {
    const { call } = openSimulator()
    const escaped = `/api/v2/webhook/${encodeURIComponent('+5551999998888')}`
    await call('PUT', escaped, { webhookUrl: 'https://example.com' })
    expect(await (await call('GET', escaped)).json()).toMatchObject({ chave: '+5551999998888' })
  })

  test.for([
    { webhookUrl: 'example.com/hook' },
    { webhookUrl: 'ftp://example.com' },
    { webhookUrl: 'javascript:alert(1)' },
    { webhookUrl: 'https://user:secret@example.com' },
    { webhookUrl: 'https://example.com/#part' },
    { webhookUrl: 7 },
    {},
  ])('cannot be %j', async (body) => {
    const response = await openSimulator().call('PUT', path, body)
    expect([response.status, await response.json()]).toMatchObject([
      400,
      {
        type: 'https://pix.bcb.gov.br/api/v2/error/WebhookOperacaoInvalida',
        violacoes: [{ propriedade: 'webhook.webhookUrl' }],
      },
    ])
  })

  test('cannot belong to a key that is too long', async () => {
    const response = await openSimulator().call('PUT', `/api/v2/webhook/${'x'.repeat(78)}`, {
      webhookUrl: 'https://example.com',
    })
    expect(response.status).toBe(400)
  })
})
