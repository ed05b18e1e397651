import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Ticket } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { seededChance } from '../harness/chance.ts'
import { newKiosk, newTablet } from '../harness/devices.ts'
import { createFaultyNetwork, type FaultyNetwork } from '../harness/faulty-network.ts'
import { createHoldingNetwork, type HoldingNetwork } from '../harness/held-answers.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

let totem: TestStack
let way: FaultyNetwork
let holding: HoldingNetwork
let kiosk: Device
let tablet: Device
beforeAll(async () => {
  totem = await startTestStack()
  way = await createFaultyNetwork(totem.origin, seededChance(1))
  holding = createHoldingNetwork(way.network)
  kiosk = await newKiosk(totem, 'kiosk', holding)
  tablet = await newTablet(totem, 'tablet')
}, 60_000)
afterAll(async () => {
  await kiosk[Symbol.asyncDispose]()
  await tablet[Symbol.asyncDispose]()
  await way[Symbol.asyncDispose]()
  await totem[Symbol.asyncDispose]()
})

let ticket: Ticket
let other: Ticket
beforeEach(async () => {
  const service = await firstService(kiosk)
  ticket = valueOf(await kiosk.sell(aSale(service)))
  other = valueOf(await kiosk.sell(aSale(service)))
  await delivered(kiosk)
  await ticketOn(tablet, ticket.id)
  await ticketOn(tablet, other.id)
})

const isCalled = ({ service }: Ticket): boolean => service.kind === 'called'
const isAtDesk = ({ payment }: Ticket): boolean => payment.status === 'at_desk'

/** Waits until the kiosk has taken in whatever came before this moment. */
const upToDate = async (): Promise<void> => {
  valueOf(await tablet.append(other.id, 'called', {}))
  await ticketOn(kiosk, other.id, isCalled)
}

const typesOn = async (device: Device): Promise<readonly string[]> => {
  const { history } = await ticketOn(device, ticket.id)
  return history.map(({ event }) => event.type).toSorted()
}

test('a page from before a push that arrives after it takes nothing away', async () => {
  const page = holding.holdNext('/sync/tickets/pull')
  way.turn('cut')
  valueOf(await tablet.append(ticket.id, 'called', {}))
  await delivered(tablet)
  way.turn('fair')
  await page.given
  valueOf(await kiosk.append(ticket.id, 'desk_chosen', {}))
  await ticketOn(tablet, ticket.id, isAtDesk)
  await delivered(kiosk)
  page.release()
  await upToDate()
  expect(await typesOn(kiosk)).toEqual(['called', 'created', 'desk_chosen'])
})

test('a change that arrives before the answer to an earlier push is not passed over', async () => {
  const answer = holding.holdNext('/sync/tickets/push')
  valueOf(await kiosk.append(ticket.id, 'desk_chosen', {}))
  await answer.given
  const arrived = holding.heard('"called"')
  valueOf(await tablet.append(ticket.id, 'called', {}))
  await arrived
  // The answer is on its way for longer than a device needs to take in a change.
  await new Promise((resolve) => setTimeout(resolve, 100))
  answer.release()
  await delivered(kiosk)
  await upToDate()
  expect(await typesOn(kiosk)).toEqual(['called', 'created', 'desk_chosen'])
})
