import { afterAll, beforeAll, expect, test } from 'vitest'
import { businessDayOf, CreatedData, type EventData, type TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { createApp } from '../app.ts'
import { testTenant } from '../_test-gateway.ts'
import {
  aSale,
  startSyncWorld,
  type SyncDevice,
  type SyncWorld,
} from '../replication/_sync-world.ts'
import { createQueueFiguresRoutes } from './queue-figures-routes.ts'

let world: SyncWorld
let kiosk: SyncDevice
let operator: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  operator = await world.device('operator')
})
afterAll(() => world[Symbol.asyncDispose]())

const nowMs = (): number => world.gateway.clock.nowMs
let counter = 0

/** Sells today, and gives the ticket. */
const sell = async (code: 'GELO' | 'BOTA', isAtDesk = true): Promise<TicketId> => {
  counter += 1
  const sale = aSale(counter)
  const data: EventData<'created'> = v.parse(CreatedData, {
    ...sale,
    businessDay: businessDayOf(nowMs(), 'America/Sao_Paulo'),
    service: { ...sale.service, code },
  })
  const id = kiosk.newTicketId()
  const events = [kiosk.sign(id, 'created', data)]
  if (isAtDesk) events.push(kiosk.sign(id, 'desk_chosen', {}))
  await kiosk.pushEvents(id, ...events)
  return id
}

const figures = async (device: SyncDevice): Promise<unknown> => {
  const { services } = world.gateway
  const routes = createQueueFiguresRoutes(services)
  const app = createApp(services, [{ path: '/sync/queue-figures', routes }])
  const headers = { authorization: `Bearer ${await device.token()}` }
  return (await app.request('/sync/queue-figures', { headers })).json()
}

test('the figures count who waits, who is served and how many devices serve, and name nobody', async () => {
  const service = { tenantId: testTenant, description: '', color: '#0aa5c8', sound: 'bell' }
  await world.database('catalog').putMany([
    {
      _id: 'GELO',
      name: 'Gelo',
      priceCents: 1,
      durationMinutes: 10,
      position: 1,
      active: true,
      ...service,
    },
    {
      _id: 'BOTA',
      name: 'Bota',
      priceCents: 1,
      durationMinutes: 30,
      position: 2,
      active: true,
      ...service,
    },
    {
      _id: 'VELHO',
      name: 'Velho',
      priceCents: 1,
      durationMinutes: 30,
      position: 3,
      active: false,
      ...service,
    },
  ])
  const at = { at: nowMs(), operator: 'ana', device: operator.id }
  await world.database('shifts').put({
    _id: 's00000000000000000000000000',
    tenantId: testTenant,
    businessDay: businessDayOf(nowMs(), 'America/Sao_Paulo'),
    opened: at,
    devices: { ...at, counts: { GELO: 2 } },
    closed: null,
  })
  const [served, called] = [await sell('GELO'), await sell('GELO')]
  await sell('GELO')
  await sell('BOTA')
  const paying = await sell('BOTA', false)
  await operator.pushEvents(served, operator.sign(served, 'started', {}))
  await operator.pushEvents(called, operator.sign(called, 'called', {}))
  const row = await world.database('tickets').get(served)
  expect(row?.['status']).toBe('in_service')

  const seen = await figures(kiosk)
  expect(seen).toEqual({
    at: nowMs(),
    services: [
      {
        service: 'GELO',
        waiting: 2,
        busyUntil: [expect.any(Number)],
        devices: 2,
        minutes: 10,
      },
      { service: 'BOTA', waiting: 2, busyUntil: [], devices: 0, minutes: 30 },
    ],
  })
  expect(JSON.stringify(seen)).not.toContain(kiosk.id)

  world.gateway.clock.nowMs += 16 * 60_000
  // The one who never paid went home: the queue does not wait for them.
  expect(await figures(await world.device('panel'))).toMatchObject({
    services: [{ waiting: 2 }, { waiting: 1 }],
  })
  expect((await world.database('tickets').get(paying))?.['payment']).toBe('pending')
})

test('nobody learns anything without a token', async () => {
  const { services } = world.gateway
  const app = createApp(services, [
    { path: '/sync/queue-figures', routes: createQueueFiguresRoutes(services) },
  ])
  expect((await app.request('/sync/queue-figures')).status).toBe(401)
})
