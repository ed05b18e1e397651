import HttpPouch from 'pouchdb-adapter-http'
import PouchDB from 'pouchdb-core'
import { foldTicket, TicketDocument, type Ticket } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testTenant } from '../_test-gateway.ts'
import { startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'
import { storedToTicket } from './stored-ticket.ts'

PouchDB.plugin(HttpPouch)

let world: SyncWorld
let kiosk: SyncDevice
let tablet: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  tablet = await world.device('operator')
})
afterAll(() => world[Symbol.asyncDispose]())

/** Opens the tickets as any PouchDB does that knows the admin's password, past the gateway. */
const openPouch = () => {
  const { url, user, password } = world.gateway.services.config.couchdb
  return new PouchDB(`${url}/totem_${testTenant}_tickets`, {
    auth: { username: user, password },
    skip_setup: true,
  })
}

const foldOf = (document: TicketDocument | undefined): Ticket | undefined =>
  document && foldTicket(document)

test('a PouchDB with admin rights reads the very tickets that a tablet pulls', async () => {
  const sales = Array.from({ length: 5 }, () => kiosk.sell())
  for (const { id, created } of sales) await kiosk.pushEvents(id, created)
  const [first] = sales
  if (first === undefined) throw new Error('five were sold')
  await tablet.pushEvents(first.id, tablet.sign(first.id, 'called', {}))

  const pouch = openPouch()
  const { rows } = await pouch.allDocs({ include_docs: true })
  await pouch.close()
  const read = rows.flatMap(({ doc }) => foldOf(storedToTicket(doc)) ?? [])

  const { body } = await tablet.ask('/sync/tickets/pull?limit=100')
  const pulled = v
    .parse(v.array(TicketDocument), body['documents'])
    .flatMap((document) => foldOf(document) ?? [])
  const byId = (tickets: readonly Ticket[]): ReadonlyMap<string, Ticket> =>
    new Map(tickets.map((ticket) => [ticket.id, ticket]))
  expect(byId(read)).toEqual(byId(pulled))
  expect(byId(read).get(first.id)?.service.kind).toBe('called')
})
