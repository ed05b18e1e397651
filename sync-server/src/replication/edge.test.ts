import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, startTestGateway, testTenant, type TestGateway } from '../_test-gateway.ts'
import { createMetrics } from '../metrics.ts'
import { startSyncWorld, ticketOf, type SyncWorld } from './_sync-world.ts'
import { createReplication, type Replication } from './replication.ts'
import { ticketToStored } from './stored-ticket.ts'

/** A busy machine takes its time. */
const patience = { timeout: 15_000 }

let world: SyncWorld
let edge: Replication
let edgeGateway: TestGateway
beforeAll(async () => {
  world = await startSyncWorld()
  edgeGateway = await startTestGateway({ role: 'edge' })
  const { services } = world.gateway
  edge = createReplication({
    ...services,
    role: 'edge',
    metrics: createMetrics(),
    clock: services.nowMs,
    onTrouble: () => undefined,
  })
})
afterAll(async () => {
  await edge[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
  await edgeGateway[Symbol.asyncDispose]()
})

test('an edge leaves it to the cloud to heal what replication left', async () => {
  const kiosk = await world.device('kiosk')
  const tablet = await world.device('operator')
  const { id, created } = kiosk.sell()
  const [printed, called] = [
    kiosk.sign(id, 'printed', { job: 'p1', copy: 0 }),
    tablet.sign(id, 'called', {}),
  ]
  const { couchdb } = world.gateway.services.config
  const docs = [printed, called].map((event, index) => ({
    ...ticketToStored(ticketOf(id, testTenant, created, event), undefined),
    _rev: `1-${'ab'[index]?.repeat(32)}`,
  }))
  await fetch(`${couchdb.url}/totem_${testTenant}_tickets/_bulk_docs`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${couchdb.user}:${couchdb.password}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ docs, new_edits: false }),
  })
  const conflicts = async () => (await world.database('tickets').get(id))?._conflicts

  edge.start()
  // As long as the cloud needs several times over.
  await sleep(700)
  expect(await conflicts()).toHaveLength(1)
  world.replication.start()
  await expect.poll(conflicts, patience).toBeUndefined()
})

test('an edge pairs nobody and says who does', async () => {
  const reply = await edgeGateway.post('/devices/pair', { code: 'ABCD-EFGH' })
  expect([reply.status, codeOf(reply)]).toEqual([403, 'pairing_in_the_cloud'])
})
