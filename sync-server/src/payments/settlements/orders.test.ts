import { Cents, mergeTickets } from '@totem/shared-schema'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type MemoryShop, openShop } from '../_memory-shop.ts'
import { happen, poolCharge, sellTicket } from '../_shop-acts.ts'
import { type ShopGateway } from '../_shop-gateway.ts'
import { manager } from '../_shop-people.ts'

const cents = (amount: number): Cents => v.parse(Cents, amount)
const soon = new AbortController().signal

/** Every order of some things. */
const ordersOf = <T>(things: readonly T[]): readonly (readonly T[])[] =>
  things.length === 0
    ? [[]]
    : things.flatMap((first) =>
        ordersOf(things.filter((each) => each !== first)).map((rest) => [first, ...rest]),
      )

const template = openShop()
const sale = sellTicket(template)

/** A charge was made and paid, and the bank gave half of it back: what may now come in any order. */
const paidShop = async (): Promise<{ readonly shop: MemoryShop; readonly id: string }> => {
  const shop = openShop()
  await shop.open().ask(sale)
  const id = shop.bank.pay({ txid: sale.txid, amountCents: 9_000 })
  return { shop, id }
}

const news = ['hook', 'poll', 'ticket', 'refund'] as const
type News = (typeof news)[number]

const bring = async (shop: MemoryShop, gateway: ShopGateway, what: News): Promise<void> => {
  const [payment = ''] = shop.bank.hooks
  if (what === 'hook') await gateway.hear(payment)
  if (what === 'poll') await gateway.sweep()
  if (what === 'ticket') await gateway.meet(sale.ticket)
  if (what === 'refund') {
    const [movement] = shop.bank.movements()
    if (movement?.refunds.length === 0) shop.bank.giveBack(movement.transactionId, 4_500)
    await gateway.hear(shop.bank.hooks[1] ?? '')
  }
}

const afterAll = async (order: readonly News[]): Promise<object> => {
  const { shop } = await paidShop()
  const gateway = shop.open()
  for (const each of order) await bring(shop, gateway, each)
  await shop.settle()
  return shop.state()
}

describe('hook, poll, ticket and refund', () => {
  test.for(ordersOf(news).map((order) => [order.join(', '), order] as const))(
    '%s: end in the same state',
    async ([, order]) => {
      const state = await afterAll(order)
      expect(state).toEqual(await afterAll(news))
      expect(state).toMatchObject({
        settlements: [{ state: 'matched', verdict: 'paid', refunds: { MED0: { status: 'done' } } }],
        charges: [{ state: 'paid' }],
        tickets: [
          {
            payment: {
              status: 'review',
              movements: [{ amountCents: 9_000, returnedCents: 4_500 }],
            },
          },
        ],
      })
    },
  )
})

/**
 * One ticket, three Pix: its own charge, one of the pool, one to the bare key; one of them goes back, the desk
 * takes cash too, and the kiosk cancels. Whatever is true of it comes in any order, again and at once.
 */
describe('a ticket on which everything happens', () => {
  const cash = happen(template, sale.ticket, 'paid_by_hand', {
    method: 'cash',
    amountCents: cents(9_000),
  })
  const cancelled = happen(template, sale.ticket, 'cancelled', { reason: 'customer_left' })

  const troubledShop = async (
    poolTxid: string,
  ): Promise<{ readonly shop: MemoryShop; readonly gateways: readonly ShopGateway[] }> => {
    const shop = openShop()
    await shop.open().ask(sale)
    const made = await poolCharge(shop, cents(9_000), poolTxid)
    const own = shop.bank.pay({ txid: sale.txid, amountCents: 9_000 })
    shop.bank.pay({ txid: made, amountCents: 9_000 })
    shop.bank.pay({ amountCents: 9_000 })
    shop.bank.giveBack(own, 9_000)
    return { shop, gateways: [shop.open(), shop.open()] }
  }
  const poolTxid = `${'POOL'.padEnd(25, '0')}D01`
  const shown = happen(template, sale.ticket, 'charge_shown', { txid: poolTxid, tier: 'pool' })

  interface Step {
    readonly gateway: number
    readonly what: number
  }
  const things = 8
  const act = async (shop: MemoryShop, gateway: ShopGateway, what: number): Promise<void> => {
    if (what < shop.bank.hooks.length) return gateway.hear(shop.bank.hooks[what] ?? '')
    const parts = [sale.ticket, shown, cash, cancelled]
    const part = parts[what - shop.bank.hooks.length]
    return part === undefined ? gateway.sweep() : gateway.meet(part)
  }

  const play = async (groups: readonly (readonly Step[])[]): Promise<object> => {
    const { shop, gateways } = await troubledShop(poolTxid)
    for (const group of groups)
      await Promise.all(
        group.map(async ({ gateway, what }) => {
          const at = gateways[gateway]
          if (at !== undefined) await act(shop, at, what)
        }),
      )
    await shop.settle()
    return shop.state()
  }

  test('ends in the same state after any 500 histories', { timeout: 300_000 }, async () => {
    const all = Array.from({ length: things }, (_, what) => [{ gateway: 0, what }])
    const expected = await play(all)
    expect(expected).toMatchObject({
      settlements: [
        { state: 'matched', verdict: 'paid', refunds: { MED0: { status: 'done' } } },
        { state: 'matched', verdict: 'paid' },
        { state: 'unmatched', txid: null },
      ],
      tickets: [{ payment: { status: 'refund_due' } }],
    })
    const step = fc.record({ gateway: fc.nat(1), what: fc.nat(things - 1) })
    const histories = fc
      .tuple(
        fc.shuffledSubarray(all.flat(), { minLength: things, maxLength: things }),
        fc.array(step, { maxLength: 12 }),
        fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
      )
      .map(([order, again, sizes]) => inGroups([...order, ...again], sizes))
    await fc.assert(
      fc.asyncProperty(histories, async (groups) => {
        expect(await play(groups)).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})

/** Cuts a list into groups, each of which happens at once. */
const inGroups = <T>(items: readonly T[], sizes: readonly number[]): readonly (readonly T[])[] => {
  const groups: T[][] = []
  for (let from = 0, n = 0; from < items.length; n += 1) {
    const size = 1 + (sizes[n % sizes.length] ?? 0)
    groups.push(items.slice(from, from + size))
    from += size
  }
  return groups
}

test('the same call a hundred times, ten at once, on two gateways: one settlement, one event', async () => {
  const { shop, id } = await paidShop()
  const gateways = [shop.open(), shop.open()]
  shop.tickets.arrive(sale.ticket)
  const [body = ''] = shop.bank.hooks
  for (let round = 0; round < 10; round += 1)
    await Promise.all(
      Array.from({ length: 10 }, async (_, n) => {
        await gateways[n % 2]?.hear(body)
      }),
    )
  expect(shop.settlements.all().map(({ transactionId }) => transactionId)).toEqual([id])
  expect(shop.hooks.all()).toMatchObject([{ state: 'handled' }])
  const [ticket] = shop.tickets.all()
  expect(ticket?.history.map(({ event }) => event.type)).toEqual(['created', 'paid'])
})

test('a charge of the pool finds its ticket when that says what it showed', async () => {
  const shop = openShop()
  const txid = await poolCharge(shop, cents(9_000))
  shop.bank.pay({ txid, amountCents: 9_000 })
  const gateway = shop.open()
  await gateway.hear(shop.bank.hooks[0] ?? '')
  await gateway.meet(sale.ticket)
  expect(shop.settlements.all()).toMatchObject([{ state: 'unmatched' }])
  await gateway.meet(happen(template, sale.ticket, 'charge_shown', { txid, tier: 'pool' }))
  expect(shop.settlements.all()).toMatchObject([
    { state: 'matched', ticketId: sale.ticket.id, verdict: 'paid' },
  ])
  expect(shop.tickets.all()[0]?.payment.status).toBe('paid')
})

test('a ticket that came while no gateway ran is met by the next one', async () => {
  const shop = openShop()
  const txid = await poolCharge(shop, cents(9_000))
  shop.bank.pay({ txid, amountCents: 9_000 })
  await shop.open().hear(shop.bank.hooks[0] ?? '')
  shop.tickets.arrive(
    mergeTickets(
      sale.ticket,
      happen(template, sale.ticket, 'charge_shown', { txid, tier: 'pool' }),
    ),
  )
  await shop.settle()
  expect(shop.tickets.all()[0]?.payment.status).toBe('paid')
})

test('a static code needs no charge: its txid is the intent', async () => {
  const shop = openShop()
  shop.bank.pay({ txid: sale.request.intent, amountCents: 9_000 })
  shop.tickets.arrive(sale.ticket)
  await shop.settle()
  expect(shop.settlements.all()).toMatchObject([{ state: 'matched', verdict: 'paid' }])
})

test('a manager and the matcher at once put money on one ticket alone', async () => {
  for (let delay = 0; delay < 40; delay += 1) {
    const { shop } = await paidShop()
    const other = sellTicket(shop)
    shop.tickets.arrive(other.ticket)
    const gateway = shop.open()
    await gateway.hear(shop.bank.hooks[0] ?? '')
    const [settlement] = shop.settlements.all()
    const id = `pay:pix:${settlement?.transactionId ?? ''}`
    const linking = (async () => {
      for (let turn = 0; turn < delay; turn += 1) await Promise.resolve()
      await gateway.acts.link(id, { ticketId: other.ticket.id, operator: manager })
    })()
    await Promise.all([gateway.meet(sale.ticket), linking])
    await shop.open().settling.attend(id, soon)
    const paid = shop.tickets.all().filter(({ payment }) => payment.movements.length > 0)
    expect(paid).toHaveLength(1)
    expect(shop.settlements.all()).toMatchObject([{ ticketId: paid[0]?.id, state: 'matched' }])
  }
})
