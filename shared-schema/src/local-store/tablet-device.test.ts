import { afterEach, describe, expect, test } from 'vitest'
import { anEvent } from '../ticket/_a-ticket.ts'
import { aProfileOf, aSaleOf, soon, valueOf } from './_a-home.ts'
import { fakeGateway } from './_fake-gateway.ts'
import { grantEnd } from './ledger/_a-ledger.ts'
import { acknowledged, runningDevices, sell, ticketAt, whenHeld } from './_running-devices.ts'

const { aKiosk, aTablet, close, closeAll } = runningDevices()
afterEach(closeAll)

describe('a tablet', () => {
  const withTicket = async () => {
    const gateway = fakeGateway()
    const { device: kiosk } = await aKiosk(gateway)
    const ticket = await sell(kiosk)
    await acknowledged(kiosk)
    await close(kiosk)
    return { gateway, ticket }
  }

  test('calls a ticket under the name of its operator', async () => {
    const { gateway, ticket } = await withTicket()
    const tablet = await aTablet(gateway)
    await whenHeld(tablet, ticket.id, 'created')
    const called = valueOf(await tablet.append(ticket.id, 'called', {}))
    expect(called.service).toMatchObject({
      kind: 'called',
      by: { kind: 'operator', operator: 'ana' },
    })
    await acknowledged(tablet)
    expect(Object.keys(ticketAt(gateway, ticket.id).events)).toHaveLength(2)
  })

  test('says what the state of a ticket does not allow', async () => {
    const { gateway, ticket } = await withTicket()
    const tablet = await aTablet(gateway)
    await whenHeld(tablet, ticket.id, 'created')
    expect(await tablet.append(ticket.id, 'finished', {})).toMatchObject({
      ok: false,
      error: { kind: 'refused', reason: 'not_in_service' },
    })
    await acknowledged(tablet)
    expect(Object.keys(ticketAt(gateway, ticket.id).events)).toHaveLength(1)
  })

  test('books the same cash as given back once, also when the button is tapped twice', async () => {
    const { gateway, ticket } = await withTicket()
    const tablet = await aTablet(gateway, 'gil')
    await whenHeld(tablet, ticket.id, 'created')
    const amountCents = ticket.sale.service.priceCents
    const paid = valueOf(
      await tablet.append(ticket.id, 'paid_by_hand', { method: 'cash', amountCents }),
    )
    const [movement] = paid.payment.movements
    const data = { of: movement?.id ?? '', amountCents, reason: 'returned_at_desk' }
    const taps = await Promise.all(
      [1, 2].map(() => tablet.append(ticket.id, 'refunded_by_hand', data)),
    )
    expect(taps.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await tablet.append(ticket.id, 'refunded_by_hand', data)).toMatchObject({
      ok: false,
      error: {
        kind: 'refused',
        reason: 'more_than_held',
        ticket: { payment: { status: 'refunded' } },
      },
    })
    await acknowledged(tablet)
    expect(Object.keys(ticketAt(gateway, ticket.id).events)).toHaveLength(3)
  })

  test('does nothing to a ticket it does not hold', async () => {
    const { gateway, ticket } = await withTicket()
    gateway.rebirth()
    const tablet = await aTablet(gateway)
    expect(await tablet.append(ticket.id, 'called', {})).toEqual({
      ok: false,
      error: { kind: 'unknown_ticket' },
    })
  })

  test('does not sell', async () => {
    const tablet = await aTablet(fakeGateway())
    expect(await tablet.sell(aSaleOf())).toEqual({ ok: false, error: { kind: 'not_a_kiosk' } })
  })

  test('acts for nobody after log-out, and for the next operator after log-in', async () => {
    const { gateway, ticket } = await withTicket()
    const tablet = await aTablet(gateway)
    await whenHeld(tablet, ticket.id, 'created')
    await tablet.logout()
    expect(await tablet.append(ticket.id, 'called', {})).toEqual({
      ok: false,
      error: { kind: 'not_allowed' },
    })
    expect(await soon(tablet.grant$, () => true)).toBeUndefined()
    const bia = { tenant: 'demo', username: 'bia', password: 'secret' }
    expect(valueOf(await tablet.login(bia)).operator).toBe('bia')
    const called = valueOf(await tablet.append(ticket.id, 'called', {}))
    expect(called.service).toMatchObject({ by: { operator: 'bia' } })
    expect(await tablet.login({ ...bia, tenant: 'other' })).toEqual({
      ok: false,
      error: { kind: 'wrong_credentials' },
    })
    await acknowledged(tablet)
  })

  test('acts for nobody once the grant has ended', async () => {
    const { gateway, ticket } = await withTicket()
    const profile = aProfileOf('operator', gateway)
    const tablet = await aTablet(gateway, 'ana', profile)
    await whenHeld(tablet, ticket.id, 'created')
    profile.setClock(grantEnd)
    expect(await tablet.append(ticket.id, 'called', {})).toEqual({
      ok: false,
      error: { kind: 'not_allowed' },
    })
    expect(await tablet.startShift({ GELO: 1 })).toMatchObject({ ok: false })
    expect(await soon(tablet.grant$, () => true)).toBeUndefined()
  })

  test('is told when its call lost against an earlier one', async () => {
    const { gateway, ticket } = await withTicket()
    const tablet = await aTablet(gateway)
    await whenHeld(tablet, ticket.id, 'created')
    const notices: unknown[] = []
    tablet.notices$.subscribe(({ kind, type, reason }) => notices.push({ kind, type, reason }))
    gateway.setOnline(false)
    valueOf(await tablet.append(ticket.id, 'called', {}))
    await whenHeld(tablet, ticket.id, 'called')
    const earlier = anEvent('called', { at: ticket.lastAt })
    const held = ticketAt(gateway, ticket.id)
    gateway.put('tickets', { ...held, events: { ...held.events, [earlier.id]: earlier.event } })
    gateway.setOnline(true)
    await expect
      .poll(() => notices, { timeout: 8_000 })
      .toEqual([{ kind: 'lost_race', type: 'called', reason: 'already_called' }])
  })

  test('opens one shift, sets its devices anew and closes it', async () => {
    const gateway = fakeGateway()
    const tablet = await aTablet(gateway)
    const first = valueOf(await tablet.startShift({ GELO: 2 }))
    const second = valueOf(await tablet.startShift({ GELO: 3 }))
    expect(second).toMatchObject({
      id: first.id,
      opened: first.opened,
      devices: { counts: { GELO: 3 } },
    })
    valueOf(await tablet.endShift())
    valueOf(await tablet.endShift())
    const [shift] = await soon(tablet.shifts$, ([shift]) => shift?.closed != null)
    await acknowledged(tablet)
    expect(gateway.documents('shifts')).toEqual([shift])
  })

  test('lets one of two taps at once call a ticket', async () => {
    const { gateway, ticket } = await withTicket()
    const tablet = await aTablet(gateway)
    await whenHeld(tablet, ticket.id, 'created')
    const taps = await Promise.all([1, 2].map(() => tablet.append(ticket.id, 'called', {})))
    expect(taps.map((tap) => (tap.ok ? 'called' : tap.error.kind))).toEqual(['called', 'refused'])
    await acknowledged(tablet)
    expect(Object.keys(ticketAt(gateway, ticket.id).events)).toHaveLength(2)
  })
})
