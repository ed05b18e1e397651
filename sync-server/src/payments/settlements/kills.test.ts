import { Cents } from '@totem/shared-schema'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type MemoryShop, openShop } from '../_memory-shop.ts'
import { aLife, Killed } from '../_mortal.ts'
import { sellTicket } from '../_shop-acts.ts'
import { type ShopGateway } from '../_shop-gateway.ts'
import { manager } from '../_shop-people.ts'
import { aDay, passDay, workInbox } from '../_shop-day.ts'
import { committedCents, returnedCents, settlementId } from '../documents/settlement.ts'
import { reviewInbox } from '../review/review-inbox.ts'

const isLong = process.env['TOTEM_LONG'] === '1'
const days = isLong ? 200 : 20
const wantedSeed = process.env['TOTEM_SEED']
const seed = wantedSeed === undefined ? Date.now() % 2 ** 31 : Number(wantedSeed)
const half = v.parse(Cents, 4_500)
const nothing = v.parse(Cents, 0)
const dayMs = 24 * 60 * 60_000

/** What matters in the end, however many gateways it took. */
const books = ({ tickets, settlements, charges, bank }: MemoryShop): object => ({
  settlements: settlements.all().map(({ state, amountCents, refunds }) => ({
    state,
    amountCents,
    refunds: Object.values(refunds).map(({ status, amountCents: cents }) => [status, cents]),
  })),
  tickets: tickets.all().map(({ payment, history }) => ({
    payment,
    events: history.map(({ event }) => event.type).toSorted(),
  })),
  charges: charges.all().map(({ state }) => state),
  atTheBank: bank.movements().map(({ refunds }) => refunds.map(({ status }) => status)),
})

/** A sale, its payment, and half of it back: the whole way of money through a gateway that dies at a step. */
const wholeWay = async (
  endsAt?: number,
): Promise<{ readonly books: object; readonly isDead: boolean }> => {
  const shop = openShop()
  const sale = sellTicket(shop)
  const life = aLife(endsAt)
  let gateway = shop.open(life)
  const persist = async (act: (gateway: ShopGateway) => Promise<unknown>): Promise<void> => {
    try {
      await act(gateway)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      gateway = shop.open()
      await act(gateway)
    }
  }
  await persist((now) => now.ask(sale))
  const id = settlementId({
    provider: 'pix',
    transactionId: shop.bank.pay({ txid: sale.txid, amountCents: 9_000 }),
  })
  await persist((now) => now.hear(shop.bank.hooks[0] ?? ''))
  await persist((now) => now.meet(sale.ticket))
  shop.bank.isSlow = true
  await persist(async ({ acts, tenant }) => {
    const known = await tenant.settlements.get(id)
    if (known === undefined || committedCents(known) > 0) return
    await acts.refund(id, { amountCents: half, committedCents: nothing, operator: manager })
  })
  shop.bank.settleRefunds('done')
  await persist((now) => now.hear(shop.bank.hooks[1] ?? '{}'))
  await persist((now) => now.sweep())
  await shop.settle()
  // A refund that was first sent while all settled is not done yet.
  shop.bank.settleRefunds('done')
  await shop.settle()
  return { books: books(shop), isDead: life.isOver }
}

test(
  'a gateway killed at any step of the way loses and doubles nothing',
  { timeout: 180_000 },
  async () => {
    const { books: expected } = await wholeWay()
    expect(expected).toMatchObject({
      settlements: [{ state: 'matched', refunds: [['done', 4_500]] }],
      tickets: [{ events: ['created', 'paid', 'refunded'] }],
    })
    let steps = 0
    for (let isDead = true; isDead;) {
      steps += 1
      const killed = await wholeWay(steps)
      isDead = killed.isDead
      expect({ steps, ...killed.books }).toEqual({ steps, ...expected })
    }
    expect(steps).toBeGreaterThan(50)
  },
)

describe(`${days} random days with gateways that die`, () => {
  const heldAtBank = ({ bank }: MemoryShop): number =>
    bank
      .movements()
      .flatMap(({ amountCents, refunds }) => [
        amountCents,
        ...refunds
          .filter(({ status }) => status === 'done')
          .map((refund) => 0 - refund.amountCents),
      ])
      .reduce((sum, cents) => sum + cents, 0)

  const isBanks = ({ id }: { readonly id: string }): boolean => id.startsWith('pay:')

  /** Every real at the bank is in one settlement, and from there on a paid ticket or in the inbox. */
  const balance = async (shop: MemoryShop): Promise<void> => {
    const settlements = shop.settlements.all()
    const ours = shop.bank.movements()
    expect(settlements.map(({ transactionId }) => transactionId)).toEqual(
      ours.map(({ transactionId }) => transactionId).toSorted(),
    )
    const held = settlements.reduce((sum, each) => sum + each.amountCents - returnedCents(each), 0)
    expect(held).toBe(heldAtBank(shop))

    const movements = shop.tickets.all().flatMap(({ payment }) => payment.movements.filter(isBanks))
    const placed = settlements.filter((each) => 'ticketId' in each)
    expect(
      movements
        .map(({ id, amountCents, returnedCents: back }) => [id, amountCents, back])
        .toSorted(),
    ).toEqual(
      placed.map((each) => [settlementId(each), each.amountCents, returnedCents(each)]).toSorted(),
    )

    const paid = shop.tickets
      .all()
      .filter(({ payment }) => payment.status === 'paid')
      .flatMap(({ payment }) => payment.movements.filter(isBanks))
      .reduce((sum, each) => sum + each.amountCents - each.returnedCents, 0)
    const { items, isWhole } = await reviewInbox(
      { nowMs: () => shop.clock.nowMs },
      shop.open().tenant,
    )
    expect(isWhole).toBe(true)
    const inReview = items
      .map((item) =>
        item.kind === 'money'
          ? item.heldCents
          : item.movements
              .filter(({ ref }) => ref !== null)
              .reduce((sum, each) => sum + each.heldCents, 0),
      )
      .reduce((sum, cents) => sum + cents, 0)
    expect(paid + inReview).toBe(held)
  }

  test(
    'every real received is in one settlement, and on a paid ticket or in review',
    { timeout: isLong ? 900_000 : 300_000 },
    async () => {
      let deaths = 0
      await fc.assert(
        fc.asyncProperty(aDay, async (day) => {
          const shop = openShop()
          const gateways = await passDay(shop, day)
          await shop.settle()
          // What a bank took back without a call is found when the last days are read again, at night.
          shop.clock.nowMs += dayMs
          await shop.settle()
          await balance(shop)
          await workInbox(shop, gateways)
          await balance(shop)
          const { items } = await reviewInbox({ nowMs: () => shop.clock.nowMs }, shop.open().tenant)
          expect(
            items.filter(
              ({ suggestion }) =>
                suggestion.act !== 'call_bank' && suggestion.act !== 'return_by_hand',
            ),
          ).toEqual([])
          deaths += gateways.deaths()
        }),
        { numRuns: days, seed },
      )
      expect(deaths).toBeGreaterThan(days)
    },
  )
})
