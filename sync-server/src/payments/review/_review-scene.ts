import { Cents, type ReviewItem } from '@totem/shared-schema'
import * as v from 'valibot'
import { type MemoryShop, openShop } from '../_memory-shop.ts'
import { happen, sellTicket, type ShopSale } from '../_shop-acts.ts'
import { type ShopGateway } from '../_shop-gateway.ts'
import { reviewInbox } from './review-inbox.ts'

/** An amount of money. */
export const cents = (amount: number): Cents => v.parse(Cents, amount)
/** One ticket of R$ 90,00 in a shop of its own, and one gateway. */
export interface Scene {
  readonly shop: MemoryShop
  readonly gateway: ShopGateway
  readonly sale: ShopSale
  readonly pay: (payment?: { readonly txid?: string; readonly amountCents?: number }) => string
  readonly desk: (amountCents: number) => void
  readonly cancel: () => void
}

/** Sells the ticket and asks for its charge. */
export const aScene = async (): Promise<Scene> => {
  const shop = openShop()
  const gateway = shop.open()
  const sale = sellTicket(shop)
  shop.tickets.arrive(sale.ticket)
  await gateway.ask(sale)
  const { txid } = sale
  return {
    shop,
    gateway,
    sale,
    pay: (payment) => shop.bank.pay({ txid, amountCents: 9_000, ...payment }),
    desk: (amount) =>
      shop.tickets.arrive(
        happen(shop, sale.ticket, 'paid_by_hand', { method: 'cash', amountCents: cents(amount) }),
      ),
    cancel: () =>
      shop.tickets.arrive(happen(shop, sale.ticket, 'cancelled', { reason: 'customer_left' })),
  }
}

/** What a manager sees now. */
export const inboxOf = async ({ shop }: Scene): Promise<readonly ReviewItem[]> => {
  const { items } = await reviewInbox({ nowMs: () => shop.clock.nowMs }, shop.open().tenant)
  return items
}
