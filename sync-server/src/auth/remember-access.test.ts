import { deviceIdOf, err, ok } from '@totem/shared-schema'
import { expect, test } from 'vitest'
import { aKeyPair, testTenant } from '../_test-gateway.ts'
import { rememberAccess } from './remember-access.ts'

const device = deviceIdOf(aKeyPair().publicKey)
const principal = { tenantId: testTenant, device, kind: 'kiosk', role: 'kiosk' } as const

const start = () => {
  const asked: string[] = []
  const time = { ms: 1_000 }
  const readAccess = rememberAccess(
    (token) => {
      asked.push(token)
      if (token !== 'good') return Promise.resolve(err('invalid'))
      if (time.ms >= 2_000) return Promise.resolve(err('expired'))
      return Promise.resolve(ok({ ...principal, expiresAt: 2_000 }))
    },
    () => time.ms,
  )
  return { asked, time, readAccess }
}

test('a good token is checked once while it lasts', async () => {
  const { asked, readAccess } = start()
  const first = await readAccess('good')
  expect(await readAccess('good')).toEqual(first)
  expect(asked).toEqual(['good'])
})

test('a token that ended is checked again, and refused', async () => {
  const { time, readAccess } = start()
  await readAccess('good')
  time.ms = 2_000
  expect(await readAccess('good')).toEqual(err('expired'))
})

test('a bad token is not remembered', async () => {
  const { asked, readAccess } = start()
  await readAccess('bad')
  expect(await readAccess('bad')).toEqual(err('invalid'))
  expect(asked).toEqual(['bad', 'bad'])
})
