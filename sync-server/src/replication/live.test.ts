import { once } from 'node:events'
import { LiveServerMessage } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { testTenant } from '../_test-gateway.ts'
import { type Listening, listen } from '../server/listen.ts'
import { startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'

let world: SyncWorld
let listening: Listening
beforeAll(async () => {
  world = await startSyncWorld()
  listening = await listen(world.app, { host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await world.replication[Symbol.asyncDispose]()
  await listening[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

interface Stream extends Disposable {
  readonly socket: WebSocket
  /** Gives the next message; throws when the socket closes instead. */
  readonly next: () => Promise<LiveServerMessage>
}

const openStream = async (device: SyncDevice): Promise<Stream> => {
  const socket = new WebSocket(`ws://127.0.0.1:${listening.port}/sync/live`)
  const heard: LiveServerMessage[] = []
  const waiting: ((message: LiveServerMessage) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const message = v.parse(LiveServerMessage, JSON.parse(data.toString('utf8')))
    const waiter = waiting.shift()
    if (waiter === undefined) heard.push(message)
    else waiter(message)
  })
  await once(socket, 'open')
  const hello = { type: 'hello', token: await device.token(), collections: ['tickets', 'catalog'] }
  socket.send(JSON.stringify(hello))
  return {
    socket,
    next: () => {
      const message = heard.shift()
      if (message !== undefined) return Promise.resolve(message)
      const { promise, resolve } = Promise.withResolvers<LiveServerMessage>()
      waiting.push(resolve)
      return promise
    },
    [Symbol.dispose]: () => socket.terminate(),
  }
}

test('a ticket pushed by a kiosk is on the tablet at once, and not back on the kiosk', async () => {
  const [kiosk, tablet] = [await world.device('kiosk'), await world.device('operator')]
  using own = await openStream(kiosk)
  using other = await openStream(tablet)
  expect([await own.next(), await other.next()]).toEqual([{ type: 'ready' }, { type: 'ready' }])
  const { id, created } = kiosk.sell()
  await kiosk.pushEvents(id, created)
  expect(await other.next()).toMatchObject({
    type: 'rows',
    collection: 'tickets',
    documents: [{ id, tenantId: testTenant, events: { [created.id]: created.event } }],
  })
  own.socket.send('{"type":"ping"}')
  expect(await own.next()).toEqual({ type: 'pong' })
})

test('the checkpoint in a message is where a pull goes on', async () => {
  const [kiosk, tablet] = [await world.device('kiosk'), await world.device('operator')]
  using stream = await openStream(tablet)
  await stream.next()
  const { id, created } = kiosk.sell()
  await kiosk.pushEvents(id, created)
  const rows = await stream.next()
  const checkpoint = rows.type === 'rows' ? rows.checkpoint.token : ''
  expect((await tablet.pull('tickets', { checkpoint })).body).toMatchObject({ documents: [] })
})

test('a revoked device is cut off within five seconds, and comes in no more', async () => {
  const kiosk = await world.device('kiosk')
  using stream = await openStream(kiosk)
  await stream.next()
  const closed = once(stream.socket, 'close')
  const revokedAt = performance.now()
  await world.gateway.services.registry.revoke(testTenant, kiosk.id)
  expect(await stream.next()).toEqual({ type: 'bye', reason: 'revoked' })
  await closed
  expect(performance.now() - revokedAt).toBeLessThan(5_000)
  expect((await kiosk.pull('tickets')).status).toBe(401)
  using again = await openStream(kiosk)
  expect(await again.next()).toEqual({ type: 'bye', reason: 'expired' })
})

test('a deleted database ends the streams on it, so that devices begin anew', async () => {
  const tablet = await world.device('operator')
  using stream = await openStream(tablet)
  await stream.next()
  const database = world.database('catalog')
  await world.gateway.services.couch.deleteDatabase(database.name)
  await world.gateway.services.couch.ensureDatabase(database.name, { indexes: [] })
  await database.put({ _id: 'GELO', name: 'Banheira de Gelo' })
  const heard = await stream.next()
  expect(heard).toMatchObject(
    heard.type === 'bye'
      ? { reason: 'shutdown' }
      : { collection: 'catalog', documents: [{ id: 'GELO' }] },
  )
})
