import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { temporaryCouch, testAdmin } from '../embedded/_temporary-couch.ts'
import { createRemoteCouch } from '../remote/remote-couch.ts'
import { bootstrapCouch } from './bootstrap-couch.ts'

const tenant = v.parse(TenantId, 'demo')

test('a tenant has its databases with their indexes, also after the second start', async () => {
  await using couch = await temporaryCouch()
  const { name: user, password } = testAdmin
  await using server = createRemoteCouch({ url: couch.url, user, password })
  const collections = [
    { collection: 'catalog', indexes: [] },
    { collection: 'tickets', indexes: [{ name: 'by-day', fields: ['day'] }] },
  ]
  await bootstrapCouch(server, { tenant, collections })
  await bootstrapCouch(server, { tenant, collections })
  const indexes = await couch.ask('GET', '/totem_demo_tickets/_index')
  const security = await couch.ask('GET', '/totem_demo_tickets/_security')
  expect(await server.listDatabases()).toEqual(['totem_demo_catalog', 'totem_demo_tickets'])
  expect(indexes.body).toMatchObject({ indexes: [{ name: '_all_docs' }, { name: 'by-day' }] })
  expect(security.body).toMatchObject({ members: { roles: ['_admin'] } })
})

test('a collection that makes no name is a mistake of the program', async () => {
  await using couch = await temporaryCouch()
  const { name: user, password } = testAdmin
  await using server = createRemoteCouch({ url: couch.url, user, password })
  const collections = [{ collection: '../x', indexes: [] }]
  await expect(bootstrapCouch(server, { tenant, collections })).rejects.toThrow('"../x"')
})
