import { type ReviewCode, type ReviewSuggestion } from '@totem/shared-schema'
import { describe, expect, test } from 'vitest'
import { openShop } from '../_memory-shop.ts'
import { happen, poolCharge, sellTicket } from '../_shop-acts.ts'
import { afterEndMs, chargeSeconds } from '../documents/charge.ts'
import { aScene, cents, inboxOf, type Scene } from './_review-scene.ts'

const minuteMs = 60_000

/** A row of the table: what happened, why it waits, and what is suggested; nothing waits without reasons. */
interface Row {
  readonly name: string
  readonly happens: (scene: Scene) => void | Promise<void>
  readonly payment: string
  readonly reasons?: readonly ReviewCode[]
  readonly suggests?: ReviewSuggestion | ReviewSuggestion['act']
}

const rows: readonly Row[] = [
  {
    name: 'the amount is right and the first',
    happens: ({ pay }) => void pay(),
    payment: 'paid',
  },
  {
    name: 'too little',
    happens: ({ pay }) => void pay({ amountCents: 8_000 }),
    payment: 'review',
    reasons: ['underpaid'],
    suggests: { act: 'ask_rest', amountCents: cents(1_000) },
  },
  {
    name: 'too little, and the rest at the desk',
    happens: ({ pay, desk }) => {
      pay({ amountCents: 8_000 })
      desk(1_000)
    },
    payment: 'review',
    reasons: ['underpaid', 'by_hand_and_bank'],
    suggests: 'accept',
  },
  {
    name: 'too much',
    happens: ({ pay }) => void pay({ amountCents: 9_500 }),
    payment: 'review',
    reasons: ['overpaid'],
    suggests: { act: 'refund', movement: 'pix~1', amountCents: cents(500) },
  },
  {
    name: 'a second Pix on the same static code',
    happens: ({ pay, sale }) => {
      pay({ txid: sale.request.intent })
      pay({ txid: sale.request.intent })
    },
    payment: 'review',
    reasons: ['second_payment'],
    suggests: 'refund',
  },
  {
    name: 'two attempts paid',
    happens: async ({ gateway, pay, sale, shop }) => {
      await gateway.ask(sale, 2)
      pay()
      shop.clock.nowMs += minuteMs
      pay({ txid: sale.txid.replace(/01$/, '02') })
    },
    payment: 'review',
    reasons: ['second_payment'],
    suggests: { act: 'refund', movement: 'pix~2', amountCents: cents(9_000) },
  },
  {
    name: 'after the charge ended',
    happens: ({ pay, shop }) => {
      shop.clock.nowMs += chargeSeconds * 1_000 + afterEndMs + 1
      pay()
    },
    payment: 'review',
    reasons: ['late'],
    suggests: 'accept',
  },
  {
    name: 'after the charge was withdrawn, and the ticket is still wanted',
    happens: async ({ gateway, pay, sale }) => {
      await gateway.tenant.provider.cancelCharge(sale.txid, new AbortController().signal)
      await gateway.sweep()
      pay()
    },
    payment: 'paid',
  },
  {
    name: 'on a cancelled ticket',
    happens: ({ pay, cancel }) => {
      cancel()
      pay()
    },
    payment: 'refund_due',
    reasons: ['cancelled_then_paid'],
    suggests: { act: 'refund', movement: 'pix~1', amountCents: cents(9_000) },
  },
  {
    name: 'on a cancelled ticket, too late',
    happens: ({ pay, cancel, shop }) => {
      cancel()
      shop.clock.nowMs += chargeSeconds * 1_000 + afterEndMs + 1
      pay()
    },
    payment: 'refund_due',
    reasons: ['late', 'cancelled_then_paid'],
    suggests: 'refund',
  },
  {
    name: 'by hand and again by Pix',
    happens: ({ pay, desk }) => {
      desk(9_000)
      pay()
    },
    payment: 'review',
    reasons: ['by_hand_and_bank'],
    suggests: { act: 'refund', movement: 'pix~1', amountCents: cents(9_000) },
  },
  {
    name: 'by hand twice',
    happens: ({ desk, shop }) => {
      desk(9_000)
      shop.clock.nowMs += minuteMs
      desk(9_000)
    },
    payment: 'review',
    reasons: ['by_hand_twice'],
    suggests: { act: 'return_by_hand', amountCents: cents(9_000) },
  },
  {
    name: 'to another key',
    happens: ({ shop, sale: { txid } }) =>
      void shop.bank.pay({ txid, amountCents: 9_000, receiver: 'other' }),
    payment: 'review',
    reasons: ['other_key'],
    suggests: 'call_bank',
  },
  {
    name: 'by a static code with our txid and a lower amount, as a forger makes it',
    happens: ({ pay, sale }) => void pay({ txid: sale.request.intent, amountCents: 1 }),
    payment: 'review',
    reasons: ['underpaid'],
    suggests: { act: 'ask_rest', amountCents: cents(8_999) },
  },
  {
    name: 'and half of it was given back by the bank itself',
    happens: ({ pay, shop }) => shop.bank.giveBack(pay(), 4_500),
    payment: 'review',
    reasons: ['partly_returned'],
    suggests: { act: 'ask_rest', amountCents: cents(4_500) },
  },
  {
    name: 'and all of it was given back by the bank itself',
    happens: ({ pay, shop }) => shop.bank.giveBack(pay(), 9_000),
    payment: 'refunded',
  },
]

const pad = (ref: string): string => ref.replace(/(?<=~)\d+$/, (n) => `E${n.padStart(31, '0')}`)

const suggestion = (wanted: Row['suggests']): object =>
  typeof wanted === 'object'
    ? 'movement' in wanted
      ? { ...wanted, movement: pad(wanted.movement) }
      : wanted
    : { act: wanted }

describe('a Pix that comes', () => {
  test.for(rows)('$name: $payment', async (row) => {
    const scene = await aScene()
    await row.happens(scene)
    await scene.shop.settle()
    const [ticket] = scene.shop.tickets.all()
    expect(ticket?.payment.status).toBe(row.payment)
    const items = await inboxOf(scene)
    if (row.reasons === undefined) expect(items).toEqual([])
    else
      expect(items).toMatchObject([
        { kind: 'ticket', reasons: row.reasons, suggestion: suggestion(row.suggests) },
      ])
  })
})

describe('a Pix without a ticket', () => {
  const emptyShop = (): Scene => {
    const shop = openShop()
    return { shop, gateway: shop.open(), sale: sellTicket(shop) } as Scene
  }

  test('to the bare key is suggested to the unpaid ticket of its price nearest in time', async () => {
    const scene = emptyShop()
    const { shop } = scene
    const [early, near, dear] = [sellTicket(shop), sellTicket(shop), sellTicket(shop, 12_000)]
    shop.tickets.arrive(early.ticket)
    shop.clock.nowMs += 60 * minuteMs
    const again = sellTicket(shop)
    for (const { ticket } of [near, dear, again]) shop.tickets.arrive(ticket)
    shop.bank.pay({ amountCents: 9_000 })
    await shop.settle()
    const items = await inboxOf(scene)
    expect(items).toMatchObject([
      {
        kind: 'money',
        txid: null,
        reasons: ['no_txid'],
        suggestion: { act: 'link', ticketId: again.ticket.id },
      },
    ])
    expect(shop.settlements.all()).toMatchObject([{ state: 'unmatched' }])
  })

  test('under a foreign txid, and nobody owes as much, is suggested to go back', async () => {
    const scene = emptyShop()
    scene.shop.bank.pay({ txid: 'Z'.repeat(28), amountCents: 7_700 })
    await scene.shop.settle()
    expect(await inboxOf(scene)).toMatchObject([
      { reasons: ['unknown_txid'], suggestion: { act: 'refund', amountCents: 7_700 } },
    ])
  })

  test('waits a day for the ticket of a charge of ours, and longer for nobody', async () => {
    const scene = emptyShop()
    const { shop, gateway, sale } = scene
    await gateway.ask(sale)
    shop.bank.pay({ txid: sale.txid, amountCents: 9_000 })
    await shop.settle()
    const missing = { reasons: ['ticket_missing'] }
    expect(await inboxOf(scene)).toMatchObject([{ ...missing, suggestion: { act: 'wait' } }])
    shop.clock.nowMs += 24 * 60 * minuteMs
    expect(await inboxOf(scene)).toMatchObject([{ ...missing, suggestion: { act: 'refund' } }])
  })

  test.for([
    ['of its charge', false],
    ['that showed a charge of the pool', true],
  ] as const)('whose ticket %s is in quarantine says where', async ([, isPool]) => {
    const scene = emptyShop()
    const { shop, gateway, sale } = scene
    const txid = isPool ? await poolCharge(shop, cents(9_000)) : sale.txid
    if (!isPool) await gateway.ask(sale)
    const shown = happen(shop, sale.ticket, 'charge_shown', { txid, tier: 'pool' })
    const events = isPool ? { ...sale.ticket.events, ...shown.events } : sale.ticket.events
    const entry = shop.tickets.quarantine({ ...sale.ticket, events })
    shop.bank.pay({ txid, amountCents: 9_000 })
    await shop.settle()
    expect(await inboxOf(scene)).toMatchObject([
      { reasons: ['ticket_in_quarantine'], suggestion: { act: 'release', entry } },
    ])
    shop.tickets.release(entry)
    await shop.settle()
    expect(await inboxOf(scene)).toEqual([])
    expect(shop.tickets.all()[0]?.payment.status).toBe('paid')
  })
})
