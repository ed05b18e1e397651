import { describe, expect, test } from 'vitest'
import { aCobBody, openSimulator, textLike, txid } from '../_makers.ts'

const basic = (id: string, secret: string): string => `Basic ${btoa(`${id}:${secret}`)}`
const grant = 'grant_type=client_credentials'
const allScopes = 'cob.read cob.write pix.read pix.write webhook.read webhook.write'

describe('POST /oauth/token', () => {
  test.for([
    ['in the query', `?${grant}&scope=cob.read`, ''],
    ['in the body', '', `${grant}&scope=cob.read`],
  ] as const)('reads its parameters %s', async ([, query, body]) => {
    const response = await openSimulator().app.request(`/oauth/token${query}`, {
      method: 'POST',
      headers: {
        Authorization: basic('client', 'secret'),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body,
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await response.json()).toStrictEqual({
      access_token: textLike(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'cob.read',
    })
  })

  test.for([
    ['a wrong secret', basic('client', 'wrong'), grant, 401, { error: 'invalid_client' }],
    ['a wrong id', basic('other', 'secret'), grant, 401, { error: 'invalid_client' }],
    ['no credentials', '', grant, 401, { error: 'invalid_client' }],
    ['no grant type', basic('client', 'secret'), '', 400, { error: 'unsupported_grant_type' }],
    [
      'a foreign scope',
      basic('client', 'secret'),
      `${grant}&scope=cob.read+rec.write`,
      400,
      { error: 'invalid_scope' },
    ],
  ] as const)('refuses %s', async ([, authorization, query, status, body]) => {
    const response = await openSimulator().app.request(`/oauth/token?${query}`, {
      method: 'POST',
      headers: { Authorization: authorization },
    })
    expect([response.status, await response.json()]).toStrictEqual([status, body])
  })

  test('grants every scope to a client that names none', async () => {
    const response = await openSimulator().app.request(`/oauth/token?${grant}`, {
      method: 'POST',
      headers: { Authorization: basic('client', 'secret') },
    })
    expect(await response.json()).toMatchObject({ scope: allScopes })
  })
})

describe('a token', () => {
  test.for([
    ['PUT', `/api/v3/cob/${txid}`],
    ['PATCH', `/api/v3/cob/${txid}`],
    ['GET', `/api/v2/cob/${txid}`],
    ['POST', '/api/v2/cob'],
    ['GET', '/api/v2/cob'],
    ['GET', '/api/v2/pix'],
    ['GET', '/api/v2/pix/E99999999202611231336AAAAAAAAAAA'],
    ['PUT', '/api/v2/webhook/chave'],
    ['GET', '/api/v2/webhook/chave'],
    ['DELETE', '/api/v2/webhook/chave'],
  ] as const)('is needed for %s %s', async ([method, path]) => {
    const { app } = openSimulator()
    for (const headers of [{}, { Authorization: 'Bearer made-up' }]) {
      const response = await app.request(path, { method, headers })
      expect(response.status).toBe(401)
      expect(response.headers.get('Content-Type')).toBe('application/problem+json')
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer')
    }
  })

  test('ends after 300 seconds', async () => {
    const { app, clock, token } = openSimulator()
    const headers = { Authorization: `Bearer ${await token()}` }
    clock.advance(299_999)
    expect((await app.request(`/api/v2/cob/${txid}`, { headers })).status).toBe(404)
    clock.advance(1)
    expect((await app.request(`/api/v2/cob/${txid}`, { headers })).status).toBe(401)
  })

  test('permits no more than its scope', async () => {
    const { app, token } = openSimulator()
    const response = await app.request(`/api/v3/cob/${txid}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${await token('cob.read')}` },
      body: JSON.stringify(aCobBody()),
    })
    expect(response.status).toBe(403)
    expect(await response.json()).toStrictEqual({
      type: 'https://pix.bcb.gov.br/api/v2/error/AcessoNegado',
      title: 'Acesso negado.',
      status: 403,
      detail: 'O token não tem o escopo cob.write.',
    })
  })
})
