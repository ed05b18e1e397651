import {
  admitEvent,
  Customer,
  type DeviceId,
  entriesOf,
  foldTicket,
  Service,
  type TicketDocument,
  unseal,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  codeOf,
  startTestGateway,
  aKeyPair,
  type TestGateway,
  testTenant,
} from '../_test-gateway.ts'
import { verifyTextNatively } from '../crypto/verify-text.ts'
import { type Collection } from '../database/collections.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { storedToTicket } from '../replication/stored-ticket.ts'
import { seedDemo } from './seed-demo.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await startTestGateway({ isDemo: true })
})

afterAll(() => gateway[Symbol.asyncDispose]())

const stored = async (collection: Collection): Promise<readonly Record<string, unknown>[]> => {
  const database = tenantDatabase(gateway.services.couch, testTenant, collection)
  const { rows } = await database.changes({ since: '0', limit: 100 })
  return rows.map(({ doc }) => ({ ...doc, id: doc._id }))
}

const tickets = async (): Promise<readonly TicketDocument[]> =>
  (await stored('tickets'))
    .map((document) => storedToTicket(document as never)!)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('the demo offers both services', async () => {
  const services = (await stored('catalog')).map((document) => v.parse(Service, document))
  expect(services.map(({ id, priceCents }) => [id, priceCents]).toSorted()).toEqual([
    ['BOTA', 8_000],
    ['GELO', 6_000],
  ])
})

test('three tickets with the letter Z wait, and each event of theirs is admitted', async () => {
  const { registry } = gateway.services
  const documents = await tickets()
  expect(
    documents
      .map((document) => foldTicket(document)!)
      .map(({ number, service, ignored }) => [number, service.kind, ignored]),
  ).toEqual([
    ['Z-001', 'waiting', []],
    ['Z-002', 'waiting', []],
    ['Z-003', 'waiting', []],
  ])
  for (const document of documents)
    for (const [id, event] of entriesOf(document.events)) {
      if (event.by.kind !== 'device') throw new Error('not by the kiosk')
      const known = await registry.devices(testTenant, [event.by.device])
      const verdict = admitEvent(
        { tenantId: testTenant, ticketId: document.id },
        { id, event },
        {
          device: (device: DeviceId) => known.get(device),
          grant: () => undefined,
          isSettlementKey: () => false,
          verify: verifyTextNatively,
        },
      )
      expect(verdict.ok).toBe(true)
    }
})

test('their events are one chain of one kiosk', async () => {
  const events = (await tickets()).flatMap(({ events }) => entriesOf(events))
  const ids = new Set(events.map(([id]) => id))
  const links = events.map(([, { prev }]) => prev)
  expect(links.filter((prev) => prev === null)).toHaveLength(1)
  expect(links.every((prev) => prev === null || ids.has(prev))).toBe(true)
  expect(new Set(links).size).toBe(links.length)
})

test('only the gateway can open a CPF', async () => {
  const { sealing } = gateway.services.tenants.get(testTenant)!
  const customers = (await stored('customers')).map((document) => v.parse(Customer, document))
  const opened = customers.map(({ cpfSealed }) =>
    Buffer.from(unseal(cpfSealed, sealing.secretKey)!).toString(),
  )
  expect(opened.toSorted()).toEqual(['11144477735', '12345678909', '52998224725'])
})

test('seeding again adds nothing that day and three tickets the next, on the same chain', async () => {
  const before = await tickets()
  await seedDemo(gateway.services)
  expect(await tickets()).toEqual(before)
  gateway.clock.nowMs += 24 * 60 * 60_000
  await seedDemo(gateway.services)
  const after = await tickets()
  expect(after).toHaveLength(6)
  const links = after.flatMap(({ events }) => entriesOf(events).map(([, { prev }]) => prev))
  expect(links.filter((prev) => prev === null)).toHaveLength(1)
})

test.for([
  ['operador', 'totem-operador', 'operator'],
  ['gerente', 'totem-gerente', 'manager'],
] as const)('%s can log in', async ([username, password, role]) => {
  const { publicKey } = aKeyPair()
  const reply = await gateway.post('/auth/login', { tenant: 'demo', username, password, publicKey })
  expect(codeOf(reply)).toBe('undefined')
  expect(reply.body).toMatchObject({ grant: { role } })
})
