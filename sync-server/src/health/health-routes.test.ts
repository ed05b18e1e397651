import { type CouchServer } from '@totem/couchdb'
import { expect, test } from 'vitest'
import { codeOf, startTestGateway, type TestGateway } from '../_test-gateway.ts'
import { prepareDatabases } from '../bootstrap.ts'

interface Mood {
  now: 'well' | 'down' | 'frozen'
}

/** A gateway whose database can be switched off without ending it. */
const aGatewayOn = (mood: Mood): Promise<TestGateway> => {
  const wrap = (couch: CouchServer): CouchServer => ({
    ...couch,
    up: () =>
      mood.now === 'frozen' ? new Promise(() => undefined) : Promise.resolve(mood.now === 'well'),
    ensureSystemDatabases: () =>
      mood.now === 'well'
        ? couch.ensureSystemDatabases()
        : Promise.reject(new Error('connect refused')),
    [Symbol.asyncDispose]: () => couch[Symbol.asyncDispose](),
  })
  return startTestGateway({}, { wrap, isPrepared: false })
}

test('a gateway waits for its database, gets ready by itself and says when it is not', async () => {
  const mood: Mood = { now: 'down' }
  await using gateway = await aGatewayOn(mood)
  const prepared = prepareDatabases(gateway.services)
  expect((await gateway.get('/healthz')).status).toBe(200)
  expect(codeOf(await gateway.get('/readyz'))).toBe('database_unavailable')

  mood.now = 'well'
  await prepared
  expect((await gateway.get('/readyz')).status).toBe(200)

  mood.now = 'down'
  const down = await gateway.get('/readyz')
  expect([down.status, codeOf(down), down.headers.get('retry-after')]).toEqual([
    503,
    'database_unavailable',
    '2',
  ])
  mood.now = 'well'
  expect((await gateway.get('/readyz')).status).toBe(200)

  gateway.services.readiness.drain()
  expect(codeOf(await gateway.get('/readyz'))).toBe('shutting_down')
})

test('a database that is silent counts as down after two seconds', async () => {
  await using gateway = await aGatewayOn({ now: 'frozen' })
  const startedAt = performance.now()
  expect(codeOf(await gateway.get('/readyz'))).toBe('database_unavailable')
  expect(performance.now() - startedAt).toBeLessThan(2_500)
})

test('a request that needs the database gets 503 while it is away', async () => {
  await using gateway = await startTestGateway()
  await gateway.services.couch[Symbol.asyncDispose]()
  const reply = await gateway.post('/devices/pair', { code: 'ABCDEFGH', publicKey: 'A'.repeat(43) })
  expect([reply.status, codeOf(reply)]).toEqual([503, 'database_unavailable'])
})
