import { afterEach, describe, expect, test } from 'vitest'
import { anEvent } from '../ticket/_a-ticket.ts'
import { afternoon, aSaleOf, iceBath, soon, valueOf } from './_a-home.ts'
import { fakeGateway } from './_fake-gateway.ts'
import {
  acknowledged,
  numbers,
  runningDevices,
  sell,
  ticketAt,
  whenHeld,
} from './_running-devices.ts'

const { aKiosk, open, close, closeAll } = runningDevices()
afterEach(closeAll)

describe('a kiosk', () => {
  test('sells offline with numbers that count up from one', async () => {
    const gateway = fakeGateway()
    const { device } = await aKiosk(gateway)
    gateway.setOnline(false)
    await soon(device.sync$, ({ state }) => state === 'offline')
    const sold = [await sell(device), await sell(device), await sell(device)]
    expect(numbers(sold)).toEqual(['A-001', 'A-002', 'A-003'])
    expect(sold.map(({ sale }) => sale.offline)).toEqual([true, true, true])
    expect(numbers(await soon(device.tickets$, ({ length }) => length === 3))).toEqual(
      numbers(sold),
    )
    expect(await soon(device.sync$, ({ pending }) => pending === 3)).toEqual({
      state: 'offline',
      pending: 3,
      soldToday: 3,
      acknowledgedToday: 0,
      oldestPendingAt: afternoon,
      lastAcknowledgedAt: null,
      stalled: false,
      refused: 0,
      isRevoked: false,
    })
  })

  test('keeps with a sale what wait its customer was told, and nothing where there was none', async () => {
    const { device } = await aKiosk(fakeGateway())
    const promised = { fromMinutes: 10, toMinutes: 20 }
    const [told, untold] = [
      await device.sell({ ...aSaleOf(), promised }),
      await device.sell(aSaleOf()),
    ]
    expect(valueOf(told).sale.promised).toEqual(promised)
    expect(valueOf(untold).sale).not.toHaveProperty('promised')
  })

  test('gives concurrent sales a number each', async () => {
    const { device } = await aKiosk(fakeGateway())
    const sold = await Promise.all(Array.from({ length: 10 }, () => sell(device)))
    expect(new Set(numbers(sold)).size).toBe(10)
  })

  test('counts what the gateway acknowledged once the network is back', async () => {
    const gateway = fakeGateway()
    const { device, profile } = await aKiosk(gateway)
    gateway.setOnline(false)
    await sell(device)
    await sell(device)
    gateway.setOnline(true)
    expect(await acknowledged(device)).toMatchObject({
      soldToday: 2,
      acknowledgedToday: 2,
      lastAcknowledgedAt: afternoon,
    })
    expect(gateway.documents('tickets')).toHaveLength(2)
    expect(gateway.documents('customers')).toHaveLength(2)
    await expect.poll(() => profile.folder.textOf('totem-kiosk-demo-personal')).toBe('')
  })

  test('forgets who was served once that is safe, and nobody before', async () => {
    const gateway = fakeGateway()
    const { device } = await aKiosk(gateway)
    const [served, waiting] = [await sell(device), await sell(device)]
    await acknowledged(device)
    expect((await soon(device.customers$, ({ size }) => size === 2)).size).toBe(2)
    valueOf(await device.append(served.id, 'cancelled', { reason: 'customer' }))
    const left = await soon(device.customers$, ({ size }) => size === 1)
    expect([...left.keys()]).toEqual([waiting.id])
  })

  test('has its tickets again after IndexedDB was wiped, and counts on', async () => {
    const gateway = fakeGateway()
    const { device, profile } = await aKiosk(gateway)
    gateway.setOnline(false)
    await sell(device)
    await sell(device)
    await close(device)
    profile.wipeDocuments()
    const again = await open(profile)
    expect(numbers(await soon(again.tickets$, ({ length }) => length === 2))).toEqual([
      'A-001',
      'A-002',
    ])
    expect((await soon(again.customers$, ({ size }) => size === 2)).size).toBe(2)
    expect((await sell(again)).number).toBe('A-003')
    gateway.setOnline(true)
    expect(await acknowledged(again)).toMatchObject({ soldToday: 3, acknowledgedToday: 3 })
    expect(gateway.documents('tickets')).toHaveLength(3)
  })

  test('never gives a number twice, whenever the power goes during a sale', async () => {
    const gateway = fakeGateway()
    gateway.setOnline(true)
    const { device, profile } = await aKiosk(gateway)
    let kiosk = device
    const given = new Set<string>()
    for (const after of [0, 1, 2])
      for (const keptBytes of [0, 5, 100_000]) {
        profile.folder.cutPower({ after, keptBytes })
        const cut = await kiosk.sell(aSaleOf())
        if (cut.ok) given.add(cut.value.number)
        await close(kiosk)
        profile.folder.powerOn()
        profile.wipeDocuments()
        kiosk = await open(profile)
        const { number } = await sell(kiosk)
        expect(given).not.toContain(number)
        given.add(number)
        const shown = await soon(kiosk.tickets$, ({ length }) => length >= given.size)
        expect(numbers(shown)).toEqual(expect.arrayContaining([...given]))
        expect(new Set(numbers(shown)).size).toBe(shown.length)
      }
  }, 30_000)

  test('holds its business day when the clock goes back, and counts on', async () => {
    const { device, profile } = await aKiosk(fakeGateway())
    const days = []
    for (const nowMs of [afternoon, 0, afternoon, Date.UTC(2099, 0, 2), 0, afternoon]) {
      profile.setClock(nowMs)
      const { sale, number } = await sell(device)
      days.push([sale.businessDay, number])
    }
    expect(days).toEqual([
      ['2026-11-23', 'A-001'],
      ['2026-11-23', 'A-002'],
      ['2026-11-23', 'A-003'],
      ['2099-01-01', 'A-001'],
      ['2099-01-01', 'A-002'],
      ['2099-01-01', 'A-003'],
    ])
  })

  test('sells nothing on a full disk and goes on by itself once there is room', async () => {
    const { device, profile } = await aKiosk(fakeGateway())
    profile.folder.setFull(true)
    expect(await device.sell(aSaleOf())).toEqual({
      ok: false,
      error: { kind: 'storage', detail: 'QuotaExceededError: the disk is full' },
    })
    profile.folder.setFull(false)
    expect((await sell(device)).number).toBe('A-001')
  })

  test('never shares a number or a ticket with another kiosk', async () => {
    const gateway = fakeGateway()
    const [a, b] = [await aKiosk(gateway, 'A'), await aKiosk(gateway, 'B')]
    const sold = [await sell(a.device), await sell(b.device), await sell(a.device)]
    expect(numbers(sold)).toEqual(['A-001', 'A-002', 'B-001'])
    await acknowledged(a.device)
    await acknowledged(b.device)
    expect(gateway.documents('tickets')).toHaveLength(3)
  })

  test('offers everything again to a database that began a new life', async () => {
    const gateway = fakeGateway()
    const { device } = await aKiosk(gateway)
    const sold = [await sell(device), await sell(device)]
    await acknowledged(device)
    gateway.rebirth()
    await expect.poll(() => gateway.documents('tickets').length, { timeout: 8_000 }).toBe(2)
    expect(
      gateway
        .documents('tickets')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(sold.map(({ id }) => id).toSorted())
    await expect.poll(() => gateway.documents('customers').length, { timeout: 8_000 }).toBe(2)
  })

  test('keeps a refused event outside the fold, sends it once, and still delivers the rest', async () => {
    const gateway = fakeGateway()
    gateway.refuseEvents(({ type }) => (type === 'desk_chosen' ? 'forbidden_role' : undefined))
    const { device, profile } = await aKiosk(gateway)
    const { id } = await sell(device)
    const { history } = valueOf(await device.append(id, 'desk_chosen', {}))
    await soon(device.sync$, ({ refused }) => refused === 1)
    await soon(device.tickets$, ([ticket]) => ticket?.payment.status === 'pending')
    valueOf(await device.append(id, 'printed', { job: 'p1', copy: 0 }))
    expect(await acknowledged(device)).toMatchObject({ refused: 1, pending: 0 })
    await close(device)
    const again = await open(profile)
    valueOf(await again.append(id, 'printed', { job: 'p2', copy: 1 }))
    expect(await acknowledged(again)).toMatchObject({ refused: 1, pending: 0 })
    expect(gateway.offered.get(history.at(-1)?.id ?? '')).toBe(1)
    const types = Object.values(ticketAt(gateway, id).events).map(({ type }) => type)
    expect(types.toSorted()).toEqual(['created', 'printed', 'printed'])
  })

  test('sees what others did to its ticket', async () => {
    const gateway = fakeGateway()
    const { device } = await aKiosk(gateway)
    const { id } = await sell(device)
    await acknowledged(device)
    const paid = anEvent('paid', { at: afternoon + 1 })
    const held = ticketAt(gateway, id)
    gateway.put('tickets', { ...held, events: { ...held.events, [paid.id]: paid.event } })
    const [ticket] = await whenHeld(device, id, 'paid')
    expect(ticket?.payment.status).toBe('paid')
  })

  test('shows the active services in their order', async () => {
    const gateway = fakeGateway()
    const { device } = await aKiosk(gateway)
    gateway.put('catalog', { ...iceBath, id: 'BOTA', position: 0 })
    gateway.put('catalog', iceBath)
    gateway.put('catalog', { ...iceBath, id: 'VELHO', active: false })
    const services = await soon(device.catalog$, ({ length }) => length === 2)
    expect(services.map(({ id }) => id)).toEqual(['BOTA', 'GELO'])
  })

  test('may not do what only an operator may', async () => {
    const { device } = await aKiosk(fakeGateway())
    const { id } = await sell(device)
    expect(await device.append(id, 'called', {})).toEqual({
      ok: false,
      error: { kind: 'not_allowed' },
    })
    expect(await device.startShift({ GELO: 2 })).toEqual({
      ok: false,
      error: { kind: 'not_allowed' },
    })
    expect(await device.endShift()).toEqual({ ok: false, error: { kind: 'not_allowed' } })
    expect(await soon(device.grant$, () => true)).toBeUndefined()
  })

  test('is told why no charge came', async () => {
    const gateway = fakeGateway()
    const { device } = await aKiosk(gateway)
    const ticket = await sell(device)
    expect(await device.requestCharge(ticket, 1)).toEqual({
      ok: false,
      error: { kind: 'bank_unavailable' },
    })
    gateway.setOnline(false)
    expect(await device.requestCharge(ticket, 1)).toEqual({ ok: false, error: { kind: 'offline' } })
  })
})
