import { TenantId } from '@totem/shared-schema'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { temporaryCouch, testAdmin } from '../embedded/_temporary-couch.ts'
import { databaseName, type DatabaseName } from '../names/database-name.ts'
import { createRemoteCouch } from '../remote/remote-couch.ts'
import { lodgeInCouch } from './lodge-in-couch.ts'

const admin = { user: 'lodger', password: 'of its own' }

const tickets = ((): DatabaseName => {
  const name = databaseName({ tenant: v.parse(TenantId, 'demo'), collection: 'tickets' })
  if (!name.ok) throw new Error('a good name')
  return name.value
})()

test('lodgers of one CouchDB see their own databases alone, and leave none behind', async () => {
  await using house = await temporaryCouch()
  const couch = { url: house.url, user: testAdmin.name, password: testAdmin.password }
  const one = await lodgeInCouch(couch, { prefix: 'one-', admin })
  const two = await lodgeInCouch(couch, { prefix: 'two-', admin })
  await using ours = createRemoteCouch({ url: one.url, ...admin })
  await using theirs = createRemoteCouch({ url: two.url, ...admin })

  await ours.ensureDatabase(tickets, { indexes: [] })
  expect([await ours.listDatabases(), await theirs.listDatabases()]).toEqual([[tickets], []])
  const feed = ours.database(tickets).live({ since: '0', signal: AbortSignal.timeout(10_000) })
  const first = feed[Symbol.asyncIterator]().next()
  await ours.database(tickets).put({ _id: 'a' })
  expect(await first).toMatchObject({ value: [{ doc: { _id: 'a' } }] })
  await expect(theirs.database(tickets).get('a')).rejects.toMatchObject({ status: 404 })

  await one[Symbol.asyncDispose]()
  await two[Symbol.asyncDispose]()
  expect((await house.ask('GET', '/_all_dbs')).body).toEqual([])
})

test('a lodger with a wrong password is told so', async () => {
  await using house = await temporaryCouch()
  const couch = { url: house.url, user: testAdmin.name, password: testAdmin.password }
  await using lodging = await lodgeInCouch(couch, { prefix: 'one-', admin })
  await using stranger = createRemoteCouch({ url: lodging.url, ...admin, password: 'guessed' })
  await expect(stranger.database(tickets).get('a')).rejects.toMatchObject({ status: 401 })
})
