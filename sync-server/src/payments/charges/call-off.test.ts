import { Cents, entriesOf, mergeTickets, type TicketDocument } from '@totem/shared-schema'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type MemoryShop, openShop } from '../_memory-shop.ts'
import { aLife, Killed, type Life } from '../_mortal.ts'
import { happen, operate, poolCharge, sellTicket, type ShopSale } from '../_shop-acts.ts'
import { reviewInbox } from '../review/review-inbox.ts'

const price = v.parse(Cents, 9_000)
const never = new AbortController().signal

/** A ticket with a charge that can be paid, and the same ticket once its kiosk cancelled it. */
interface Scene {
  readonly shop: MemoryShop
  readonly txid: string
  readonly sold: TicketDocument
  readonly cancelled: TicketDocument
}

const cancelledTicket = (shop: MemoryShop, { ticket }: ShopSale): TicketDocument =>
  mergeTickets(ticket, happen(shop, ticket, 'cancelled', { reason: 'customer_left' }))

const scenes: Readonly<Record<string, () => Promise<Scene>>> = {
  'asked for at the screen': async () => {
    const shop = openShop()
    const sale = sellTicket(shop)
    await shop.open().ask(sale)
    const { ticket: sold, txid } = sale
    return { shop, txid, sold, cancelled: cancelledTicket(shop, sale) }
  },
  'of the pool': async () => {
    const shop = openShop()
    const sale = sellTicket(shop)
    const txid = await poolCharge(shop, price)
    const shown = happen(shop, sale.ticket, 'charge_shown', { txid, tier: 'pool' })
    const sold = mergeTickets(sale.ticket, shown)
    return { shop, txid, sold, cancelled: mergeTickets(shown, cancelledTicket(shop, sale)) }
  },
}

const atTheBank = async ({ shop, txid }: Scene): Promise<unknown> => {
  const report = await shop.bank.provider.getCharge(txid, never)
  return report.ok && report.value.status
}

/** What is true in the end, however it came about. */
const endOf = async (scene: Scene): Promise<object> => {
  const [ticket] = scene.shop.tickets.all()
  return {
    bank: await atTheBank(scene),
    charges: scene.shop.charges.all().map(({ state }) => state),
    settlements: scene.shop.settlements.all().map(({ state }) => state),
    payment: ticket?.payment.status,
    told: ticket?.history.map(({ event }) => event.type).filter((type) => type !== 'charge_shown'),
  }
}

const withdrawn = {
  bank: 'removed',
  charges: ['ended'],
  settlements: [],
  payment: 'pending',
  told: ['created', 'cancelled'],
}

describe.for(Object.entries(scenes))('the charge %s of a cancelled ticket', ([, open]) => {
  test('is withdrawn as soon as the ticket comes, and the ticket hears no more of it', async () => {
    const scene = await open()
    await scene.shop.open().meet(scene.cancelled)
    expect(await endOf(scene)).toEqual(withdrawn)
    await scene.shop.settle()
    expect(await endOf(scene)).toEqual(withdrawn)
  })

  test('is withdrawn by the next sweep where nobody heard of the ticket', async () => {
    const scene = await open()
    scene.shop.tickets.arrive(scene.cancelled)
    await scene.shop.settle()
    expect(await endOf(scene)).toEqual(withdrawn)
  })

  test('is withdrawn once a bank that was away is back', async () => {
    const scene = await open()
    scene.shop.bank.isAway = true
    await scene.shop.open().meet(scene.cancelled)
    await scene.shop.open().sweep()
    expect(scene.shop.charges.all()).toMatchObject([{ state: 'open' }])
    scene.shop.bank.isAway = false
    await scene.shop.settle()
    expect(await endOf(scene)).toEqual(withdrawn)
  })

  test('is withdrawn whatever step its gateway dies at', async () => {
    let steps = 0
    for (let isDead = true; isDead; steps += 1) {
      const scene = await open()
      const life = aLife(steps + 1)
      await unlessKilled(scene.shop.open(life).meet(scene.cancelled))
      isDead = life.isOver
      await scene.shop.settle()
      expect({ steps, ...(await endOf(scene)) }).toEqual({ steps, ...withdrawn })
    }
    expect(steps).toBeGreaterThan(12)
  })

  test('that is paid at any step of it is for review, as cancelled and then paid', async () => {
    let step = 1
    for (; ; step += 1) {
      const scene = await open()
      const { shop, txid } = scene
      const race = lifeThatSees(step, () => shop.bank.pay({ txid, amountCents: price }))
      await shop.open(race).meet(scene.cancelled)
      if (race.steps < step) break
      // No call ever comes: the bank's own list tells.
      await shop.settle()
      expect({ step, ...(await endOf(scene)) }).toEqual({
        step,
        bank: 'paid',
        charges: ['paid'],
        settlements: ['matched'],
        payment: 'refund_due',
        told: expect.arrayContaining(['created', 'cancelled', 'paid']) as unknown,
      })
      const { items } = await reviewInbox({ nowMs: () => shop.clock.nowMs }, shop.open().tenant)
      expect(items).toMatchObject([
        { kind: 'ticket', reasons: ['cancelled_then_paid'], suggestion: { act: 'refund' } },
      ])
    }
    expect(step).toBeGreaterThan(12)
  })
})

test('a charge that the bank had no time to make is withdrawn once it is there', async () => {
  const shop = openShop()
  const sale = sellTicket(shop)
  shop.bank.isAway = true
  await shop.open().ask(sale)
  shop.bank.isAway = false
  const gateway = shop.open()
  await gateway.meet(cancelledTicket(shop, sale))
  expect(shop.charges.all()).toMatchObject([{ state: 'asked' }])
  // The bank had heard the question after all.
  const { txid, request } = sale
  const order = { txid, amountCents: request.amountCents, description: '', expiresInSeconds: 900 }
  await shop.bank.provider.createCharge(order, never)
  await shop.settle()
  const cancelled = { shop, txid, sold: sale.ticket, cancelled: sale.ticket }
  expect(await endOf(cancelled)).toEqual(withdrawn)
})

describe.for(Object.entries(scenes))('the withdrawn charge %s', ([, open]) => {
  const undoing = (shop: MemoryShop, cancelled: TicketDocument): TicketDocument => {
    const [id] = entriesOf(cancelled.events).find(([, { type }]) => type === 'cancelled') ?? []
    if (id === undefined) throw new Error('a cancelled ticket without its cancellation')
    return mergeTickets(cancelled, operate(shop, cancelled, 'undone', { event: id }))
  }
  const toldOf = ({ shop, txid }: Scene): number =>
    (shop.tickets.all()[0]?.history ?? []).filter(
      ({ event }) => event.type === 'charge_expired' && event.data.txid === txid,
    ).length

  test.for(['by the feed', 'by a sweep'])(
    'is told %s to its ticket, once, when the cancellation is undone',
    async (how) => {
      const scene = await open()
      const { shop, sold } = scene
      const cancelled = mergeTickets(
        sold,
        operate(shop, sold, 'cancelled', { reason: 'customer_left' }),
      )
      await shop.open().meet(cancelled)
      expect([await atTheBank(scene), toldOf(scene)]).toEqual(['removed', 0])
      const undone = undoing(shop, cancelled)
      if (how === 'by the feed') await shop.open().meet(undone)
      else {
        shop.tickets.arrive(undone)
        await shop.settle()
      }
      expect([shop.tickets.all()[0]?.service.kind, toldOf(scene)]).toEqual(['waiting', 1])
      await shop.open().meet(undone)
      await shop.settle()
      expect(toldOf(scene)).toBe(1)
    },
  )
})

test('a charge whose ticket is not cancelled stays', async () => {
  const shop = openShop()
  const sale = sellTicket(shop)
  await shop.open().ask(sale)
  await shop.open().meet(happen(shop, sale.ticket, 'desk_chosen', {}))
  await shop.open().meet(sale.ticket)
  expect(shop.charges.all()).toMatchObject([{ state: 'open' }])
})

const unlessKilled = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
}

/** A life that does not end, and in which something happens at one step. */
const lifeThatSees = (at: number, happens: () => void): Life => {
  let steps = 0
  return {
    endsAt: Number.POSITIVE_INFINITY,
    isOver: false,
    get steps() {
      return steps
    },
    set steps(now) {
      steps = now
      if (now === at) happens()
    },
  }
}
