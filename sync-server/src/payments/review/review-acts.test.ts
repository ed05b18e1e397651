import { describe, expect, test } from 'vitest'
import { sellTicket } from '../_shop-acts.ts'
import { manager } from '../_shop-people.ts'
import { refToSettlementId, withState } from '../documents/settlement.ts'
import { aScene, cents, inboxOf } from './_review-scene.ts'
import { reviewClosed } from './review-inbox.ts'

describe('a manager', () => {
  test('accepts what is here, and the ticket is paid', async () => {
    const { shop, gateway, sale, pay } = await aScene()
    const movement = `pay:pix:${pay({ amountCents: 8_000 })}`
    await shop.settle()
    const { id } = sale.ticket
    const held = [{ movement, cents: 8_000 }]
    const again = { held, operator: manager }
    expect(await gateway.acts.accept(id, again)).toEqual({ ok: true, value: undefined })
    expect(await gateway.acts.accept(id, again)).toEqual({ ok: true, value: undefined })
    const [ticket] = shop.tickets.all()
    expect(ticket?.payment.status).toBe('paid')
    expect(ticket?.history.map(({ event }) => event.type)).toEqual([
      'created',
      'payment_review',
      'payment_accepted',
    ])
  })

  test.for([
    ['other money than is here', [{ movement: 'pay:pix:E2', cents: 8_000 }], 'changed_meanwhile'],
    ['another amount than is here', [{ movement: 'own', cents: 9_000 }], 'changed_meanwhile'],
  ] as const)('does not accept %s', async ([, seen, error]) => {
    const { shop, gateway, sale, pay } = await aScene()
    const own = `pay:pix:${pay({ amountCents: 8_000 })}`
    await shop.settle()
    const held = seen.map(({ movement, cents: sum }) => ({
      movement: movement === 'own' ? own : movement,
      cents: sum,
    }))
    expect(await gateway.acts.accept(sale.ticket.id, { held, operator: manager })).toEqual({
      ok: false,
      error,
    })
  })

  test('does not accept what is due back, nor on a ticket nobody knows', async () => {
    const { shop, gateway, sale, pay, cancel } = await aScene()
    const held = [{ movement: `pay:pix:${pay()}`, cents: 9_000 }]
    cancel()
    await shop.settle()
    const request = { held, operator: manager }
    expect(await gateway.acts.accept(sale.ticket.id, request)).toMatchObject({
      error: 'not_in_review',
    })
    const stranger = sellTicket(shop).ticket.id
    expect(await gateway.acts.accept(stranger, request)).toMatchObject({ error: 'unknown_ticket' })
  })

  test('gives the difference back in two parts, and the ticket is paid', async () => {
    const scene = await aScene()
    const { shop, gateway, pay } = scene
    const id = `pay:pix:${pay({ amountCents: 9_500 })}`
    await shop.settle()
    for (const committed of [0, 200]) {
      const part = { amountCents: cents(committed === 0 ? 200 : 300), operator: manager }
      const wish = { ...part, committedCents: cents(committed) }
      expect(await gateway.acts.refund(id, wish)).toMatchObject({ ok: true })
    }
    expect(shop.bank.movements()).toMatchObject([
      {
        refunds: [
          { refundId: 'R01', amountCents: 200 },
          { refundId: 'R02', amountCents: 300 },
        ],
      },
    ])
    expect(shop.tickets.all()[0]?.payment.status).toBe('paid')
    expect(await inboxOf(scene)).toEqual([])
  })

  test('of two managers at once one gives the money back', async () => {
    const { shop, pay } = await aScene()
    const id = `pay:pix:${pay()}`
    await shop.settle()
    const wish = { amountCents: cents(9_000), committedCents: cents(0), operator: manager }
    const done = await Promise.all([1, 2].map(() => shop.open().acts.refund(id, wish)))
    expect(done.map((each) => each.ok).toSorted()).toEqual([false, true])
    expect(shop.bank.movements()[0]?.refunds).toHaveLength(1)
  })

  test('sees a refund that the bank is slow about, and one that failed', async () => {
    const scene = await aScene()
    const { shop, gateway, pay, cancel } = scene
    cancel()
    shop.bank.isSlow = true
    const id = `pay:pix:${pay()}`
    await shop.settle()
    const wish = { amountCents: cents(9_000), committedCents: cents(0), operator: manager }
    await gateway.acts.refund(id, wish)
    expect(await inboxOf(scene)).toMatchObject([
      { reasons: ['cancelled_then_paid', 'refund_under_way'], suggestion: { act: 'wait' } },
    ])
    shop.bank.settleRefunds('failed')
    await shop.settle()
    expect(await inboxOf(scene)).toMatchObject([
      { reasons: ['cancelled_then_paid', 'refund_failed'], suggestion: { act: 'refund' } },
    ])
    shop.bank.isSlow = false
    await gateway.acts.refund(id, wish)
    await shop.settle()
    expect(shop.tickets.all()[0]?.payment.status).toBe('refunded')
    expect(await inboxOf(scene)).toEqual([])
  })

  test('a refund asked for while the bank is away is done when it is back', async () => {
    const { shop, gateway, pay } = await aScene()
    const id = `pay:pix:${pay()}`
    await shop.settle()
    shop.bank.isAway = true
    const wish = { amountCents: cents(9_000), committedCents: cents(0), operator: manager }
    expect(await gateway.acts.refund(id, wish)).toMatchObject({ ok: true })
    expect(shop.settlements.all()).toMatchObject([{ refunds: { R01: { status: 'asked' } } }])
    shop.bank.isAway = false
    await shop.settle()
    expect(shop.tickets.all()[0]?.payment.status).toBe('refunded')
  })

  test('links money to the ticket it belongs to, once', async () => {
    const { shop, gateway, sale } = await aScene()
    const id = refToSettlementId(`pix~${shop.bank.pay({ amountCents: 9_000 })}`)
    await shop.settle()
    const request = { ticketId: sale.ticket.id, operator: manager }
    expect(await gateway.acts.link(id, request)).toMatchObject({ ok: true })
    expect(await gateway.acts.link(id, request)).toMatchObject({ ok: true })
    expect(shop.tickets.all()[0]?.payment.status).toBe('paid')
    const other = sellTicket(shop)
    shop.tickets.arrive(other.ticket)
    const elsewhere = { ...request, ticketId: other.ticket.id }
    expect(await gateway.acts.link(id, elsewhere)).toMatchObject({ error: 'has_a_ticket' })
    const nobody = { ...request, ticketId: sellTicket(shop).ticket.id }
    expect(await gateway.acts.link(id, nobody)).toMatchObject({ error: 'unknown_ticket' })
    expect(await gateway.acts.link('pay:pix:none', request)).toMatchObject({
      error: 'unknown_money',
    })
  })

  test('closes money that is nobody’s, and it goes to its ticket should that still come', async () => {
    const scene = await aScene()
    const { shop, gateway } = scene
    const late = sellTicket(shop)
    const id = `pay:pix:${shop.bank.pay({ txid: late.request.intent, amountCents: 9_000 })}`
    await shop.settle()
    const request = { reason: 'returned_by_transfer', operator: manager } as const
    expect(await gateway.acts.close(id, request)).toEqual({ ok: true, value: undefined })
    expect(await gateway.acts.close(id, request)).toMatchObject({ ok: true })
    expect(await inboxOf(scene)).toEqual([])
    expect(shop.settlements.all()).toMatchObject([{ state: 'closed', closed: request }])
    shop.tickets.arrive(late.ticket)
    await gateway.settling.attend(id, AbortSignal.timeout(1_000))
    expect(shop.settlements.all()).toMatchObject([{ state: 'matched', closed: request }])
  })

  test('puts closed money on a ticket, and a crash on the way leaves it to the next sweep', async () => {
    const scene = await aScene()
    const { shop, gateway, sale } = scene
    const id = `pay:pix:${shop.bank.pay({ amountCents: 9_000 })}`
    await shop.settle()
    await gateway.acts.close(id, { reason: 'not_a_sale', operator: manager })
    const link = { ticketId: sale.ticket.id, operator: manager }
    await gateway.tenant.settlements.decide(id, (current) =>
      current === undefined ? undefined : withState({ ...current, link }),
    )
    expect(await gateway.tenant.settlements.idsIn('unmatched')).toEqual([id])
    await shop.settle()
    expect(shop.tickets.all()[0]?.payment.status).toBe('paid')
  })

  test('finds closed money again, newest first, with why it was closed', async () => {
    const scene = await aScene()
    const { shop, gateway, sale } = scene
    const id = `pay:pix:${shop.bank.pay({ amountCents: 9_000 })}`
    await shop.settle()
    const request = { reason: 'not_a_sale', operator: manager } as const
    await gateway.acts.close(id, request)
    const closed = async () =>
      (await reviewClosed({ nowMs: () => shop.clock.nowMs }, gateway.tenant)).items
    expect(await closed()).toMatchObject([
      { kind: 'money', closed: request, candidates: [{ ticketId: sale.ticket.id }] },
    ])
    await gateway.acts.link(id, { ticketId: sale.ticket.id, operator: manager })
    expect(await closed()).toEqual([])
  })

  test('closes no money that lies on a ticket, is on its way back, or never was', async () => {
    const { shop, gateway, pay } = await aScene()
    const request = { reason: 'not_a_sale', operator: manager } as const
    const placed = `pay:pix:${pay()}`
    const moving = `pay:pix:${shop.bank.pay({ amountCents: 500 })}`
    await shop.settle()
    shop.bank.isSlow = true
    const wish = { amountCents: cents(500), committedCents: cents(0), operator: manager }
    await gateway.acts.refund(moving, wish)
    expect([
      await gateway.acts.close(placed, request),
      await gateway.acts.close(moving, request),
      await gateway.acts.close('pay:pix:none', request),
    ]).toEqual(
      ['has_a_ticket', 'changed_meanwhile', 'unknown_money'].map((error) => ({ ok: false, error })),
    )
  })
})
