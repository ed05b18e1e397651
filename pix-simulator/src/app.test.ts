import { describe, expect, test } from 'vitest'
import { aCobBody, openSimulator, txid } from './_makers.ts'

describe('the app', () => {
  test('says that it is well', async () => {
    const response = await openSimulator().app.request('/healthz')
    expect([response.status, await response.json()]).toStrictEqual([200, { status: 'ok' }])
  })

  test.for(['/api/v2/nada', '/api/v1/cob/x', `/api/v4/cob/${txid}`, '/assets/main.ts'])(
    'answers %s with a problem',
    async (path) => {
      const response = await openSimulator().call('GET', path)
      expect([response.status, await response.json()]).toStrictEqual([
        404,
        {
          type: 'https://pix.bcb.gov.br/api/v2/error/NaoEncontrado',
          title: 'Não encontrado.',
          status: 404,
        },
      ])
    },
  )

  test('refuses bodies beyond 256 KiB', async () => {
    const response = await openSimulator().app.request(`/api/v3/cob/${txid}`, {
      method: 'PUT',
      body: 'x'.repeat(256 * 1024 + 1),
    })
    expect(response.status).toBe(413)
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
  })

  test('keeps the details of a failure to itself', async () => {
    const { call, entries, errors } = openSimulator()
    entries.push = () => {
      throw new Error('disk full at /secret/place')
    }
    const response = await call('PUT', `/api/v3/cob/${txid}`, aCobBody())
    expect([response.status, await response.json()]).toStrictEqual([
      500,
      {
        type: 'https://pix.bcb.gov.br/api/v2/error/ErroInternoDoServidor',
        title: 'Erro interno do servidor.',
        status: 500,
      },
    ])
    expect(errors.map((error) => error.message)).toStrictEqual(['disk full at /secret/place'])
  })
})
