import { deviceIdOf, ok, Problem } from '@totem/shared-schema'
import { Hono } from 'hono'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  aKeyPair,
  codeOf,
  startTestGateway,
  type TestGateway,
  testTenant,
} from './_test-gateway.ts'
import { requirePrincipal } from './auth/require-principal.ts'
import { type AppEnv } from './http/app-env.ts'
import { sendJson } from './http/send-json.ts'

const probe = new Hono<AppEnv>()
  .get('/large', (c) => sendJson(c, { text: 'x'.repeat(5_000) }))
  .get('/broken', () => {
    throw new Error('the secret is open sesame')
  })

let gateway: TestGateway

beforeAll(async () => {
  gateway = await startTestGateway(
    { apps: { kiosk: '/not/built' } },
    { mounted: [{ path: '/probe', routes: probe }] },
  )
  gateway.app.get(
    '/managers',
    requirePrincipal(gateway.services.verifyAccessToken, ['manager']),
    (c) => c.json({ device: c.var.principal.device }),
  )
})

afterAll(() => gateway[Symbol.asyncDispose]())

describe('every answer', () => {
  test.for([
    '/',
    '/healthz',
    '/nothing',
    '/probe/broken',
    '/kiosk/',
    '/docs',
    '/openapi.json',
    '/%2e',
  ])('carries the security headers, the build and the request: %s', async (path) => {
    const { headers } = await gateway.get(path)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; connect-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('permissions-policy')).toContain('usb=(self)')
    expect(headers.get('totem-build')).toMatch(/^\d+\.\d+\.\d+/)
    expect(headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/)
    expect(headers.get('cache-control')).not.toBeNull()
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('for the tablet alone allows the camera, and WebAssembly to read what it sees', async () => {
    const [tablet, kiosk] = [await gateway.get('/operator/'), await gateway.get('/kiosk/')]
    expect(tablet.headers.get('content-security-policy')).toContain(
      "script-src 'self' 'wasm-unsafe-eval';",
    )
    expect(tablet.headers.get('permissions-policy')).toContain('camera=(self)')
    expect(kiosk.headers.get('permissions-policy')).toContain('camera=()')
  })

  test('about an error is problem+json', async () => {
    const reply = await gateway.get('/nothing')
    expect(reply.headers.get('content-type')).toBe('application/problem+json')
    expect(v.is(Problem, reply.body)).toBe(true)
  })

  test('about something broken tells nothing of it; the log does', async () => {
    const reply = await gateway.get('/probe/broken')
    expect([reply.status, codeOf(reply)]).toEqual([500, 'internal'])
    expect(JSON.stringify(reply.body)).not.toContain('open sesame')
    expect(gateway.logLines.join('')).toContain('the secret is open sesame')
  })

  test('is counted by its route and logged without its address', async () => {
    await gateway.get('/probe/large?token=hidden')
    expect(await (await gateway.app.request('/metrics')).text()).toContain(
      'http_request_duration_seconds_count{method="GET",route="/probe/large",status="200"}',
    )
    expect(gateway.logLines.join('')).not.toContain('hidden')
  })

  test.for(['zstd', 'gzip', 'br, gzip;q=0.5'])(
    'is compressed when it is large: %s',
    async (accepted) => {
      const { headers } = await gateway.app.request('/probe/large', {
        headers: { 'accept-encoding': accepted },
      })
      expect(headers.get('content-encoding')).toBe(accepted === 'zstd' ? 'zstd' : 'gzip')
    },
  )
})

test('a refused body is named by place and never by value', async () => {
  const reply = await gateway.post('/auth/login', { tenant: testTenant, username: 'A secret' })
  expect(reply.body).toMatchObject({ status: 422, detail: 'Look at: username' })
  expect(JSON.stringify(reply.body)).not.toContain('A secret')
})

describe('an access token', () => {
  const tokenOf = async (role: 'operator' | 'manager'): Promise<string> => {
    const { publicKey } = aKeyPair()
    const device = deviceIdOf(publicKey)
    await gateway.services.store.decide({ tenantId: testTenant, kind: 'device', key: device }, () =>
      ok({
        next: {
          kind: 'tablet',
          publicKey,
          letter: null,
          name: 'Tablet',
          pairedAt: 0,
          revokedAt: null,
          grant: null,
        },
        value: undefined,
      }),
    )
    return gateway.services.tokens.issueAccess({
      tenantId: testTenant,
      device,
      kind: 'tablet',
      role,
    })
  }

  test('opens what its role may see, and nothing else', async () => {
    const ask = async (authorization: string): Promise<string> =>
      codeOf(await gateway.get('/managers', { authorization }))
    expect(await ask(`Bearer ${await tokenOf('manager')}`)).toBe('undefined')
    expect(await ask(`Bearer ${await tokenOf('operator')}`)).toBe('forbidden')
    expect(await ask('Bearer a.b.c')).toBe('token_invalid')
    expect(await ask(`Basic ${btoa('admin:admin')}`)).toBe('token_missing')
    expect(codeOf(await gateway.get('/managers'))).toBe('token_missing')
  })
})

describe('the API page', () => {
  test('describes every public operation', async () => {
    const { body } = await gateway.get('/openapi.json')
    expect(Object.keys(body['paths'] as object)).toEqual(
      expect.arrayContaining(['/auth/login', '/auth/refresh', '/devices/pair', '/healthz']),
    )
    expect(JSON.stringify(body)).toContain('refreshToken')
  })

  test.for(['swagger-ui-bundle.js', 'swagger-ui.css', 'open-docs.js'])(
    'brings its own %s',
    async (name) => {
      expect((await gateway.app.request(`/docs/${name}`)).status).toBe(200)
    },
  )

  test('serves nothing else of the package', async () => {
    for (const name of ['package.json', 'constructor', 'index.html'])
      expect((await gateway.app.request(`/docs/${name}`)).status).toBe(404)
  })
})
