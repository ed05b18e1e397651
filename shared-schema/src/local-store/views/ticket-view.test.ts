import { afterEach, expect, test } from 'vitest'
import { type Ticket } from '@totem/shared-schema'
import { soon, valueOf } from '../_a-home.ts'
import { fakeGateway } from '../_fake-gateway.ts'
import { acknowledged, runningDevices, sell, whenHeld } from '../_running-devices.ts'

const { aKiosk, aTablet, closeAll } = runningDevices()
afterEach(closeAll)

/** A tablet that holds two tickets, and everything it showed since. */
const aWatchedTablet = async () => {
  const gateway = fakeGateway()
  const { device: kiosk } = await aKiosk(gateway)
  const [first, second] = [await sell(kiosk), await sell(kiosk)]
  const tablet = await aTablet(gateway)
  await soon(tablet.tickets$, ({ length }) => length === 2)
  await acknowledged(tablet)
  const shown: (readonly Ticket[])[] = []
  tablet.tickets$.subscribe((tickets) => shown.push(tickets))
  const stateOf = ({ id }: Ticket) =>
    shown.map((tickets) => tickets.find((ticket) => ticket.id === id)?.service.kind)
  return { kiosk, tablet, first, second, shown, stateOf }
}

test('an act is shown once, however often its ticket is written and answered after', async () => {
  const { tablet, first, second, shown, stateOf } = await aWatchedTablet()
  valueOf(await tablet.append(first.id, 'called', {}))
  await acknowledged(tablet)
  expect(stateOf(first)).toEqual(['waiting', 'called'])
  const [before, after] = shown.map((tickets) => tickets.find(({ id }) => id === second.id))
  expect(after).toBe(before)
})

test('acts in a row on one ticket are each shown, in their order', async () => {
  const { tablet, first, stateOf } = await aWatchedTablet()
  for (const type of ['called', 'started', 'finished'] as const)
    valueOf(await tablet.append(first.id, type, {}))
  await acknowledged(tablet)
  expect(stateOf(first)).toEqual(['waiting', 'called', 'in_service', 'finished'])
})

test('what others do to a ticket is shown beside an own act on it', async () => {
  const { kiosk, tablet, first } = await aWatchedTablet()
  valueOf(await tablet.append(first.id, 'called', {}))
  valueOf(await kiosk.append(first.id, 'desk_chosen', {}))
  const tickets = await whenHeld(tablet, first.id, 'desk_chosen')
  expect(tickets.find(({ id }) => id === first.id)).toMatchObject({
    service: { kind: 'called' },
    payment: { status: 'at_desk' },
  })
})
