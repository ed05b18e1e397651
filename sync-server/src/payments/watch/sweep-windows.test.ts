import { describe, expect, test } from 'vitest'
import { openShop, type MemoryShop } from '../_memory-shop.ts'
import { aLife, Killed } from '../_mortal.ts'
import { sellTicket } from '../_shop-acts.ts'
import { type ShopGateway } from '../_shop-gateway.ts'
import { watermarkId } from '../documents/watermark.ts'

const day = 24 * 60 * 60_000
const minute = 60_000

const untilOf = async (shop: MemoryShop): Promise<number | undefined> =>
  (await shop.open().tenant.watermarks.get(watermarkId('pix')))?.until

/** A shop with more payments than one page of the bank's list holds, of which no call ever came. */
const aBusyShop = (): MemoryShop => {
  const shop = openShop()
  for (let n = 0; n < 10; n += 1) {
    const sale = sellTicket(shop)
    shop.tickets.arrive(sale.ticket)
    shop.bank.pay({ txid: sale.request.intent, amountCents: 9_000 })
  }
  return shop
}

test('money of which nobody told is found in the list, page after page', async () => {
  const shop = aBusyShop()
  await shop.open().sweep()
  expect(shop.tickets.all().map(({ payment }) => payment.status)).toEqual(Array(10).fill('paid'))
})

test('the watermark moves after the last page alone, whenever a gateway dies', async () => {
  for (let endsAt = 10; ; endsAt += 25) {
    const shop = aBusyShop()
    const life = aLife(endsAt)
    await shop
      .open(life)
      .sweep()
      .catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error
      })
    const isRead = shop.settlements.all().length === 10
    if (!isRead) expect((await untilOf(shop)) ?? 0).toBeLessThan(shop.clock.nowMs)
    await shop.settle()
    expect(shop.settlements.all()).toHaveLength(10)
    expect(shop.tickets.all().every(({ payment }) => payment.status === 'paid')).toBe(true)
    if (!life.isOver) break
  }
})

test('a bank that is away leaves the watermark where it is', async () => {
  const shop = aBusyShop()
  await shop.settle()
  const before = await untilOf(shop)
  shop.bank.isAway = true
  shop.clock.nowMs += day
  await shop.settle()
  expect(await untilOf(shop)).toBe(before)
})

test('a refund of the day before yesterday is found at night, though the bank never called', async () => {
  const shop = aBusyShop()
  await shop.settle()
  shop.clock.nowMs += 2 * day
  const [movement] = shop.bank.movements()
  shop.bank.giveBack(movement?.transactionId ?? '', 9_000)
  await shop.settle()
  expect(shop.settlements.all()[0]).toMatchObject({ refunds: { MED0: { status: 'done' } } })
})

/** Some minutes of sweeps: of one gateway, or of whoever is there then. */
const sweepOn = async (shop: MemoryShop, gateways?: () => ShopGateway): Promise<void> => {
  const gateway = shop.open()
  for (let turn = 0; turn < 25; turn += 1) {
    shop.clock.nowMs += 15_000
    await (gateways?.() ?? gateway).sweep().catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error
    })
  }
}

describe('money that the bank gave back of a payment of eleven weeks ago, without a call', () => {
  const aReturn = async (): Promise<MemoryShop> => {
    const shop = aBusyShop()
    await shop.settle()
    shop.clock.nowMs += 77 * day
    await sweepOn(shop)
    const [movement] = shop.bank.movements()
    shop.bank.giveBack(movement?.transactionId ?? '', 9_000)
    shop.clock.nowMs += minute
    return shop
  }
  const payments = (shop: MemoryShop): readonly string[] =>
    shop.tickets.all().map(({ payment }) => payment.status)

  test('is found in the next night, and its ticket is told', async () => {
    const shop = await aReturn()
    await shop.settle()
    expect(payments(shop)).not.toContain('refunded')
    shop.clock.nowMs += day
    await sweepOn(shop)
    expect(payments(shop).filter((status) => status === 'refunded')).toHaveLength(1)
  })

  test('is found by gateways that die all the time', async () => {
    const shop = await aReturn()
    shop.clock.nowMs += day
    let lives = 0
    for (let night = 0; night < 6; night += 1)
      await sweepOn(shop, () => shop.open(aLife((lives += 7))))
    expect(payments(shop).filter((status) => status === 'refunded')).toHaveLength(1)
  })

  test('waits for a bank that is away', async () => {
    const shop = await aReturn()
    shop.clock.nowMs += day
    shop.bank.isAway = true
    await sweepOn(shop)
    shop.bank.isAway = false
    expect(payments(shop)).not.toContain('refunded')
    await sweepOn(shop)
    expect(payments(shop).filter((status) => status === 'refunded')).toHaveLength(1)
  })
})

test('two gateways sweep at once and every payment is there once', async () => {
  const shop = aBusyShop()
  await Promise.all([shop.open().sweep(), shop.open().sweep()])
  await shop.settle()
  expect(shop.settlements.all()).toHaveLength(10)
  for (const { history } of shop.tickets.all())
    expect(history.map(({ event }) => event.type)).toEqual(['created', 'paid'])
})

test('a charge nobody paid ends after its time, and the ticket is told', async () => {
  const shop = openShop()
  const sale = sellTicket(shop)
  shop.tickets.arrive(sale.ticket)
  await shop.open().ask(sale)
  shop.clock.nowMs += 5 * minute
  await shop.settle()
  expect(shop.charges.all()).toMatchObject([{ state: 'open' }])
  shop.clock.nowMs += 6 * minute
  await shop.settle()
  expect(shop.charges.all()).toMatchObject([{ state: 'ended' }])
  const [ticket] = shop.tickets.all()
  expect(ticket?.history.map(({ event }) => event.type)).toEqual(['created', 'charge_expired'])
  expect(ticket?.payment.status).toBe('pending')
})
