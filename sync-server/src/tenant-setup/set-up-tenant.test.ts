import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorId } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aKeyPair, startTestGateway, testTenant, type TestGateway } from '../_test-gateway.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { setUpTenant, TenantSetup } from './set-up-tenant.ts'

const example = v.parse(
  v.pipe(v.string(), v.parseJson(), TenantSetup),
  readFileSync(join(import.meta.dirname, '../../../deploy/tenant.example.json'), 'utf8'),
)

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startTestGateway()
})
afterAll(async () => {
  await gateway[Symbol.asyncDispose]()
})

test('a studio set up by the example sells its services and lets its staff in', async () => {
  const [ana, manager] = await setUpTenant(gateway.services, testTenant, example)
  const catalog = tenantDatabase(gateway.services.couch, testTenant, 'catalog')
  expect(await catalog.get('GELO')).toMatchObject({ tenantId: testTenant, priceCents: 6_000 })
  for (const { id, password } of [ana!, manager!]) {
    const { status } = await gateway.post('/auth/login', {
      tenant: testTenant,
      username: id,
      password,
      publicKey: aKeyPair().publicKey,
    })
    expect([id, status]).toEqual([id, 200])
  }
})

test('setting up again changes prices and nobody’s password', async () => {
  const dearer = {
    ...example,
    services: example.services.map((service) => ({ ...service, active: service.id === 'GELO' })),
    operators: [
      ...example.operators,
      { id: v.parse(OperatorId, 'bia'), name: 'Bia', role: 'operator' as const },
    ],
  }
  const added = await setUpTenant(gateway.services, testTenant, dearer)
  expect(added.map(({ id }) => id)).toEqual(['bia'])
  const catalog = tenantDatabase(gateway.services.couch, testTenant, 'catalog')
  expect(await catalog.get('BOTA')).toMatchObject({ active: false })
})
