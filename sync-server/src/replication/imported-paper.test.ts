import { foldTicket, signTicketQr, type KeyPair, type TicketId } from '@totem/shared-schema'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testTenant } from '../_test-gateway.ts'
import { startSyncWorld, ticketOf, type SyncDevice, type SyncWorld } from './_sync-world.ts'

let world: SyncWorld
let kiosk: SyncDevice
let tablet: SyncDevice
beforeAll(async () => {
  world = await startSyncWorld()
  kiosk = await world.device('kiosk')
  tablet = await world.device('operator')
})
afterAll(() => world[Symbol.asyncDispose]())

/** Sells without a network: what is left is the event on the kiosk and the paper in the customer's hand. */
const sellOffline = (): ReturnType<SyncDevice['sell']> & { readonly paper: string } => {
  const { id, created } = kiosk.sell()
  return { id, created, paper: paperOf(id, created, kiosk.keys) }
}

const paperOf = (
  id: TicketId,
  created: ReturnType<SyncDevice['sell']>['created'],
  keys: KeyPair,
): string => {
  const ticket = foldTicket(ticketOf(id, testTenant, created))
  if (ticket === undefined) throw new Error('a sale without its created event')
  const signed = signTicketQr(ticket, ticket.soldAt, keys)
  if (!signed.ok) throw new Error(signed.error.kind)
  return signed.value
}

const derived = (stored: Readonly<Record<string, unknown>> | undefined): readonly unknown[] =>
  ['number', 'status', 'payment', 'service', 'businessDay'].map((field) => stored?.[field])

test('a tablet brings a ticket from paper, and everybody can see and serve it', async () => {
  const { id, created, paper } = sellOffline()
  const imported = tablet.sign(id, 'imported', { owner: kiosk.id, paper })
  const called = tablet.sign(id, 'called', {})
  expect((await tablet.pushEvents(id, imported, called)).body).toMatchObject({
    results: [{ id, status: 'stored' }],
  })
  const fromPaper = await world.database('tickets').get(id)
  expect(fromPaper).toMatchObject({ status: 'called', payment: 'pending', service: 'GELO' })

  await kiosk.pushEvents(id, created)
  const fromKiosk = await world.database('tickets').get(id)
  expect(derived(fromKiosk)).toEqual(derived(fromPaper))
  expect(fromKiosk).toMatchObject({
    events: {
      [created.id]: created.event,
      [imported.id]: imported.event,
      [called.id]: called.event,
    },
  })
})

test('a tablet that invents a sale is refused, and the invention waits in quarantine', async () => {
  const { id, paper } = sellOffline()
  const forged = `${paper.slice(0, -1)}${paper.endsWith('0') ? '1' : '0'}`
  const imported = tablet.sign(id, 'imported', { owner: kiosk.id, paper: forged })
  expect((await tablet.pushEvents(id, imported)).body).toMatchObject({
    results: [{ id, status: 'refused', reason: 'bad_signature' }],
  })
  expect(await world.quarantined(id)).toMatchObject([{ reason: 'bad_signature' }])
  expect(await world.database('tickets').get(id)).toBeUndefined()
})
