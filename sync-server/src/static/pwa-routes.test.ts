import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppEnv } from '../http/app-env.ts'
import { noStore } from '../http/no-store.ts'
import { createLandingRoutes } from './landing-routes.ts'
import { createPwaRoutes } from './pwa-routes.ts'

const dist = mkdtempSync(join(tmpdir(), 'totem-dist-'))
const app = new Hono<AppEnv>()
  .use(noStore)
  .route('/', createLandingRoutes())
  .route('/kiosk', createPwaRoutes('kiosk', dist))
  .route('/operator', createPwaRoutes('operator', join(dist, 'not-there')))

beforeAll(() => {
  mkdirSync(join(dist, 'assets'))
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Totem de vendas</title>')
  writeFileSync(join(dist, 'sw.js'), 'self.x = 1')
  writeFileSync(join(dist, 'assets/index-BC_x1d9Z.js'), 'console.log(1)'.repeat(200))
})

afterAll(() => rmSync(dist, { recursive: true }))

describe('the apps', () => {
  test.for([
    ['/kiosk/', 200, 'no-cache'],
    ['/kiosk/fila/12', 200, 'no-cache'],
    ['/kiosk/sw.js', 200, 'no-cache'],
    ['/kiosk/assets/index-BC_x1d9Z.js', 200, 'public, max-age=31536000, immutable'],
    ['/kiosk/assets/gone-BC_x1d9Z.js', 404, 'no-store'],
    ['/kiosk/manifest.json', 404, 'no-store'],
    ['/operator/', 503, 'no-store'],
  ] as const)('%s is answered with %i, %s', async ([path, status, cache]) => {
    const response = await app.request(path)
    expect([response.status, response.headers.get('cache-control')]).toEqual([status, cache])
  })

  test('are found without the slash at the end', async () => {
    const response = await app.request('/kiosk')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/kiosk/'])
  })

  test('are shown on the front page', async () => {
    expect(await (await app.request('/')).text()).toContain('href="/kiosk/"')
  })
})
