import { Cents, type ReviewItem } from '@totem/shared-schema'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { type MemoryShop } from './_memory-shop.ts'
import { aLife, Killed } from './_mortal.ts'
import { happen, poolCharge, sellTicket, type ShopSale } from './_shop-acts.ts'
import { type ShopGateway } from './_shop-gateway.ts'
import { manager } from './_shop-people.ts'
import { committedCents, refToSettlementId } from './documents/settlement.ts'
import { reviewInbox } from './review/review-inbox.ts'

/** What customers do about their money: each row of the decision table, and nothing at all. */
export const customers = [
  'pays',
  'pays_too_little',
  'pays_too_much',
  'pays_two_attempts',
  'pays_static_twice',
  'pays_late',
  'cancels_then_pays',
  'pays_by_hand_too',
  'pays_from_the_pool',
  'pays_the_bare_key',
  'pays_an_unknown_txid',
  'pays_another_key',
  'pays_and_the_bank_returns',
  'pays_and_is_quarantined',
  'never_pays',
] as const
/** What one customer does. */
export type CustomerKind = (typeof customers)[number]

/** A customer of a random day. */
export interface Customer {
  readonly kind: CustomerKind
  readonly hook: 'once' | 'twice' | 'lost'
  readonly arrives: 'before' | 'after'
}

/** A day: its customers, in which order their acts fall, after how many steps each gateway dies. */
export interface Day {
  readonly customers: readonly Customer[]
  readonly order: readonly number[]
  readonly lives: readonly number[]
}

/** Days of all kinds. */
export const aDay: fc.Arbitrary<Day> = fc.record({
  customers: fc.array(
    fc.record({
      kind: fc.constantFrom(...customers),
      hook: fc.constantFrom('once', 'twice', 'lost'),
      arrives: fc.constantFrom('before', 'after'),
    }),
    { minLength: 3, maxLength: 8 },
  ),
  order: fc.array(fc.nat(100), { minLength: 5, maxLength: 30 }),
  lives: fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 5, maxLength: 40 }),
})

const minuteMs = 60_000
const cents = (amount: number): Cents => v.parse(Cents, amount)

/** Gateways one after the other; each does what it is asked until its life is over. */
export interface Gateways {
  /** Asks once: what dies on the way is not asked again by who asked. */
  readonly once: (act: (gateway: ShopGateway) => Promise<unknown>) => Promise<void>
  /** Asks until it is done. */
  readonly patiently: (act: (gateway: ShopGateway) => Promise<unknown>) => Promise<void>
  readonly deaths: () => number
}

/** Opens the gateways of a day. */
export const openGateways = (shop: MemoryShop, lives: readonly number[]): Gateways => {
  const endings = lives.values()
  const next = (): ShopGateway => shop.open(aLife(endings.next().value))
  let gateway = next()
  let deaths = 0
  const survives = async (act: (gateway: ShopGateway) => Promise<unknown>): Promise<boolean> => {
    try {
      await act(gateway)
      return true
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      deaths += 1
      gateway = next()
      return false
    }
  }
  return {
    deaths: () => deaths,
    once: async (act) => {
      await survives(act)
    },
    patiently: async (act) => {
      while (!(await survives(act)));
    },
  }
}

/** One thing that happens in the world. */
type Act = () => Promise<void>

/** Lets a day pass, all acts of all customers mixed; each customer's own stay in their order. */
export const passDay = async (shop: MemoryShop, day: Day): Promise<Gateways> => {
  const gateways = openGateways(shop, day.lives)
  const queues = day.customers.map((customer) => actsOf(shop, gateways, customer))
  for (let turn = 0; queues.some((queue) => queue.length > 0); turn += 1) {
    const open = queues.filter((queue) => queue.length > 0)
    const act = open[(day.order[turn % day.order.length] ?? 0) % open.length]?.shift()
    await act?.()
    if (turn % 7 === 6) await gateways.once((gateway) => gateway.sweep())
  }
  return gateways
}

const actsOf = (shop: MemoryShop, gateways: Gateways, { kind, hook, arrives }: Customer): Act[] => {
  const sale = sellTicket(shop)
  const { bank } = shop
  const asks =
    (attempt = 1): Act =>
    () =>
      gateways.patiently((gateway) => gateway.ask(sale, attempt))
  const meets =
    (document: ShopSale['ticket']): Act =>
    async () => {
      shop.tickets.arrive(document)
      await gateways.once((gateway) => gateway.hearOf(document.id))
    }
  const pays =
    (payment: Parameters<typeof bank.pay>[0]): Act =>
    async () => {
      const from = bank.hooks.length
      bank.pay(payment)
      const calls = { once: 1, twice: 2, lost: 0 }[hook]
      for (let call = 0; call < calls; call += 1)
        for (const body of bank.hooks.slice(from))
          await gateways.once((gateway) => gateway.hear(body))
    }
  const own = { txid: sale.txid, amountCents: 9_000 }
  const arrival = meets(sale.ticket)
  const around = (...acts: readonly Act[]): Act[] =>
    arrives === 'before' ? [arrival, ...acts] : [...acts, arrival]
  const later = async (ms: number): Promise<void> => {
    shop.clock.nowMs += ms
    return Promise.resolve()
  }
  switch (kind) {
    case 'pays':
      return around(asks(), pays(own))
    case 'pays_too_little':
      return around(asks(), pays({ ...own, amountCents: 8_000 }))
    case 'pays_too_much':
      return around(asks(), pays({ ...own, amountCents: 9_500 }))
    case 'pays_two_attempts':
      return around(
        asks(),
        asks(2),
        pays(own),
        pays({ ...own, txid: sale.txid.replace(/01$/, '02') }),
      )
    case 'pays_static_twice':
      return around(
        pays({ ...own, txid: sale.request.intent }),
        pays({ ...own, txid: sale.request.intent }),
      )
    case 'pays_late':
      return around(asks(), () => later(21 * minuteMs), pays(own))
    case 'cancels_then_pays':
      return around(
        asks(),
        meets(happen(shop, sale.ticket, 'cancelled', { reason: 'customer_left' })),
        pays(own),
      )
    case 'pays_by_hand_too':
      return around(
        asks(),
        meets(
          happen(shop, sale.ticket, 'paid_by_hand', { method: 'cash', amountCents: cents(9_000) }),
        ),
        pays(own),
      )
    case 'pays_from_the_pool': {
      let txid = ''
      return around(
        async () => {
          txid = await poolCharge(shop, cents(9_000))
        },
        async () => pays({ txid, amountCents: 9_000 })(),
        async () => meets(happen(shop, sale.ticket, 'charge_shown', { txid, tier: 'pool' }))(),
      )
    }
    case 'pays_the_bare_key':
      return around(pays({ amountCents: 9_000 }))
    case 'pays_an_unknown_txid':
      return around(pays({ txid: 'X'.repeat(28), amountCents: 9_000 }))
    case 'pays_another_key':
      return around(asks(), pays({ ...own, receiver: 'other' }))
    case 'pays_and_the_bank_returns':
      return around(asks(), pays(own), () => {
        const movement = bank.movements().find(({ txid }) => txid === sale.txid)
        if (movement !== undefined) bank.giveBack(movement.transactionId, 9_000)
        return Promise.resolve()
      })
    case 'pays_and_is_quarantined':
      return [
        asks(),
        () => {
          shop.tickets.quarantine(sale.ticket)
          return Promise.resolve()
        },
        pays(own),
      ]
    case 'never_pays':
      return around(asks())
  }
}

/** Of many movements on one ticket one goes back at a time. */
const mostRounds = 12

/** A manager works through the inbox as it suggests, and looks again after every death. */
export const workInbox = async (shop: MemoryShop, gateways: Gateways): Promise<void> => {
  for (let round = 0; round < mostRounds; round += 1) {
    const { items } = await reviewInbox({ nowMs: () => shop.clock.nowMs }, shop.open().tenant)
    for (const item of items) await gateways.patiently((gateway) => decide(shop, gateway, item))
    await shop.settle()
  }
}

const decide = async (shop: MemoryShop, gateway: ShopGateway, item: ReviewItem): Promise<void> => {
  const { suggestion } = item
  if (suggestion.act === 'refund') {
    const id = refToSettlementId(suggestion.movement)
    const known = await gateway.tenant.settlements.get(id)
    const before = item.kind === 'money' ? item.amountCents - item.heldCents : returnedOf(item, id)
    // Asked for before the gateway died: what was seen is no more.
    if (known === undefined || committedCents(known) !== before) return
    const { amountCents } = suggestion
    await gateway.acts.refund(id, { amountCents, committedCents: cents(before), operator: manager })
  }
  if (suggestion.act === 'link' && item.kind === 'money')
    await gateway.acts.link(refToSettlementId(item.id), {
      ticketId: suggestion.ticketId,
      operator: manager,
    })
  if (suggestion.act === 'release') shop.tickets.release(suggestion.entry)
  if (item.kind !== 'ticket') return
  if (suggestion.act === 'ask_rest') {
    const { amountCents } = suggestion
    const ticket = { id: item.id, tenantId: gateway.tenant.tenantId, events: {} }
    const isAsked = item.movements.length > 1
    if (!isAsked)
      shop.tickets.arrive(happen(shop, ticket, 'paid_by_hand', { method: 'cash', amountCents }))
  }
  if (suggestion.act === 'accept')
    await gateway.acts.accept(item.id, {
      held: item.movements
        .filter(({ heldCents }) => heldCents > 0)
        .map(({ movement, heldCents }) => ({ movement, cents: heldCents })),
      operator: manager,
    })
}

const returnedOf = (item: Extract<ReviewItem, { kind: 'ticket' }>, id: string): number =>
  item.movements.find(({ movement }) => movement === id)?.returnedCents ?? 0
