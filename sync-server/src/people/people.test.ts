import { type Database, type StoredDocument } from '@totem/couchdb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import { codeOf, otherTenant, testTenant, type Reply } from '../_test-gateway.ts'
import {
  aCustomer,
  startSyncWorld,
  type SyncDevice,
  type SyncWorld,
} from '../replication/_sync-world.ts'
import { replayErasures } from './erase-person.ts'
import { createPeopleRoutes } from './people-routes.ts'

let world: SyncWorld
let kiosk: SyncDevice
let tablet: SyncDevice
let manager: SyncDevice
let app: ReturnType<typeof createApp>
beforeEach(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  tablet = await world.device('operator')
  manager = await world.device('manager')
  app = createApp(world.gateway.services, [
    { path: '/people', routes: createPeopleRoutes(world.gateway.services) },
  ])
})
afterEach(() => world[Symbol.asyncDispose]())

const cpf = '52998224725'
const ask = async (path: string, body: object, as: SyncDevice = manager): Promise<Reply> => {
  const response = await app.request(`/people/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await as.token()}` },
    body: JSON.stringify(body),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  }
}

const buy = async () => {
  const { id, created } = kiosk.sell()
  const customer = aCustomer(world, kiosk, { id })
  await kiosk.pushEvents(id, created)
  await kiosk.push('customers', [customer])
  return { id, customer }
}
const purchases = (reply: Reply): readonly Record<string, unknown>[] =>
  reply.body['purchases'] as readonly Record<string, unknown>[]

test('a person is found by CPF with everything they bought, and nobody else is', async () => {
  const [first, second] = [await buy(), await buy()]
  const found = purchases(await ask('find', { cpf }))
  expect(found.map(({ ticket }) => ticket).toSorted()).toEqual([first.id, second.id].toSorted())
  expect(found[0]).toMatchObject({
    service: 'Banheira de Gelo',
    payment: 'pending',
    name: 'Maria da Silva',
    phone: '+5551999998888',
  })
  expect(purchases(await ask('find', { cpf: '11144477735' }))).toEqual([])
  expect((await ask('find', { cpf: '11111111111' })).status).toBe(422)
})

test('only the manager of the studio may ask', async () => {
  await buy()
  for (const who of [kiosk, tablet]) expect((await ask('find', { cpf }, who)).status).toBe(403)
  const stranger = await world.device('manager', otherTenant)
  expect(purchases(await ask('find', { cpf }, stranger))).toEqual([])
  expect((await ask('erase', { cpf }, stranger)).status).toBe(404)
})

test('a correction reaches tablets, and the kiosk does not take it back', async () => {
  const { customer } = await buy()
  const phone = '+5551988887777'
  const corrected = await ask('correct', { cpf, name: 'Maria de Souza', phone })
  expect(purchases(corrected)[0]).toMatchObject({ name: 'Maria de Souza', phone })
  await kiosk.push('customers', [customer])
  const { documents } = (await tablet.pull('customers')).body as { documents: readonly object[] }
  expect(documents).toEqual([expect.objectContaining({ name: 'Maria de Souza', phone })])
})

/** Everything that any route or the databases themselves still say. */
const traces = async (): Promise<string> => {
  const said: unknown[] = []
  for (const collection of ['tickets', 'customers', 'shifts'] as const)
    for (const device of [kiosk, tablet, manager])
      said.push((await device.pull(collection, { limit: 1_000 })).body)
  for (const state of ['waiting', 'discarded'])
    said.push((await manager.ask(`/quarantine?state=${state}`)).body)
  said.push((await ask('find', { cpf })).body)
  for (const name of [
    'tickets',
    'customers',
    'payments',
    'quarantine',
    'privacy',
    'registry',
  ] as const)
    said.push((await world.database(name).changes({ since: '0', limit: 10_000 })).rows)
  return JSON.stringify(said)
}
const secretsOf = ({ customer }: Awaited<ReturnType<typeof buy>>): readonly string[] => [
  customer.name,
  customer.phone,
  customer.cpfSealed,
]

test('an erased person leaves no trace, and the sale stays', async () => {
  const bought = await buy()
  await world.database('payments').putMany([
    {
      _id: 'pay:sicredi:E1',
      type: 'settlement',
      ticketId: bought.id,
      transactionId: 'E1',
      txid: 'TX1',
    },
    { _id: 'hook:1', type: 'hook', body: '{"endToEndId":"E1","pagador":"Maria da Silva"}' },
    { _id: 'hook:2', type: 'hook', body: '{"endToEndId":"E2"}' },
  ])
  const stranger = await world.device('kiosk')
  // Somebody else's kiosk may not write this person: what it sent lies in quarantine.
  await stranger.push('customers', [bought.customer])
  for (const secret of secretsOf(bought)) expect(await traces()).toContain(secret)

  expect((await ask('erase', { cpf })).body).toEqual({ tickets: 1 })
  const after = await traces()
  for (const secret of secretsOf(bought)) expect(after).not.toContain(secret)
  expect(after).toContain('"endToEndId\\":\\"E2')
  const { documents } = (await tablet.pull('tickets')).body as { documents: readonly object[] }
  expect(documents).toHaveLength(1)
  expect(codeOf(await ask('erase', { cpf }))).toBe('nobody')
})

test('a kiosk that still holds an erased person cannot bring them back', async () => {
  const bought = await buy()
  await ask('erase', { cpf })
  const pushed = await kiosk.push('customers', [bought.customer])
  expect(pushed.body['results']).toEqual([{ id: bought.id, status: 'refused', reason: 'erased' }])
  for (const secret of secretsOf(bought)) expect(await traces()).not.toContain(secret)
})

test('compaction forgets the revision that held the person', async () => {
  const { id } = await buy()
  const database = world.database('customers')
  const before = await database.get(id)
  await ask('erase', { cpf })
  const old = async (): Promise<string> => {
    const { url, user, password } = world.gateway.services.config.couchdb
    const path = `${url}/${database.name}/${id}?rev=${before?._rev ?? ''}`
    const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    return (await fetch(path, { headers: { authorization } })).text()
  }
  await expect.poll(old, { timeout: 10_000 }).not.toContain('Maria da Silva')
})

test('a backup from before the erasure is erased again', async () => {
  const bought = await buy()
  const database = world.database('customers')
  const backup = (await database.changes({ since: '0', limit: 1_000 })).rows.map(({ doc }) => doc)
  await ask('erase', { cpf })
  await restore(database, backup)
  expect(await traces()).toContain('Maria da Silva')
  expect(await replayErasures(world.gateway.services.couch, testTenant)).toBe(1)
  for (const secret of secretsOf(bought)) expect(await traces()).not.toContain(secret)
})

test('what a manager did is logged without the person', async () => {
  await buy()
  await ask('erase', { cpf })
  const line = world.gateway.logLines.find((each) => each.includes('data_subject'))
  expect(line).toContain('"act":"erased"')
  expect(world.gateway.logLines.join()).not.toMatch(/Maria|529\.?982|99999-?8888/)
})

const restore = async (database: Database, backup: readonly StoredDocument[]): Promise<void> => {
  const { couch } = world.gateway.services
  await couch.deleteDatabase(database.name)
  await couch.ensureDatabase(database.name, { indexes: [] })
  await database.putMany(backup.map(({ _rev, ...document }) => document))
}
