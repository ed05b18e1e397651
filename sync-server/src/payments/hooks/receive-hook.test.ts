import { describe, expect, test } from 'vitest'
import { type MemoryShop, openShop } from '../_memory-shop.ts'
import { sellTicket } from '../_shop-acts.ts'

const statuses = (shop: MemoryShop): object => ({
  hooks: shop.hooks.all().map(({ state }) => state),
  settlements: shop.settlements.all().map(({ txid, state }) => [txid, state]),
})
const lastCall = ({ bank }: MemoryShop): string => bank.hooks.at(-1) ?? ''

describe('a call about a txid that names no charge at the bank makes us read its list at once:', () => {
  test('a static code is paid without any sweep', async () => {
    const shop = openShop()
    const { ticket, request } = sellTicket(shop)
    shop.tickets.arrive(ticket)
    shop.bank.pay({ txid: request.intent, amountCents: 9_000 })
    await shop.open().hear(lastCall(shop))
    expect(statuses(shop)).toEqual({
      hooks: ['handled'],
      settlements: [[request.intent, 'matched']],
    })
    expect(shop.tickets.all()[0]?.payment.status).toBe('paid')
  })

  test('one in the form of a charge that nobody made is there for review', async () => {
    const shop = openShop()
    const txid = 'X'.repeat(28)
    shop.bank.pay({ txid, amountCents: 9_000 })
    await shop.open().hear(lastCall(shop))
    expect(statuses(shop)).toEqual({ hooks: ['handled'], settlements: [[txid, 'unmatched']] })
  })

  test('a made-up one costs the bank two questions and leaves nothing behind', async () => {
    const shop = openShop()
    await shop.open().hear(JSON.stringify({ pix: [{ txid: 'Z'.repeat(28) }] }))
    expect(statuses(shop)).toEqual({ hooks: ['handled'], settlements: [] })
  })

  test('one that came while the bank was away is read later', async () => {
    const shop = openShop()
    const { ticket, request } = sellTicket(shop)
    shop.tickets.arrive(ticket)
    shop.bank.pay({ txid: request.intent, amountCents: 9_000 })
    shop.bank.isAway = true
    await shop.open().hear(lastCall(shop))
    expect(statuses(shop)).toEqual({ hooks: ['received'], settlements: [] })
    shop.bank.isAway = false
    await shop.settle()
    expect(statuses(shop)).toEqual({
      hooks: ['handled'],
      settlements: [[request.intent, 'matched']],
    })
  })
})
