import {
  type Cents,
  chargeTxid,
  CreatedData,
  type EventData,
  type EventType,
  intentOfTxid,
  KioskLetter,
  makePaymentIntent,
  makeTicketId,
  PaymentLinkRequest,
  type TicketDocument,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { type MemoryShop } from './_memory-shop.ts'
import { kiosk, signAct, tenantId } from './_shop-people.ts'
import { chargeId } from './documents/charge.ts'

/** A ticket as its kiosk sold it, what the kiosk asks for, and how more happens to it. */
export interface ShopSale {
  readonly ticket: TicketDocument
  readonly request: PaymentLinkRequest
  readonly txid: string
}

const bytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

/** Sells a ticket of R$ 90,00 unless told otherwise; it is on the kiosk alone. */
export const sellTicket = ({ clock }: MemoryShop, priceCents = 9_000): ShopSale => {
  const letter = v.parse(KioskLetter, 'A')
  const ticketId = makeTicketId(kiosk, { nowMs: clock.nowMs, randomBytes: bytes })
  const intent = makePaymentIntent(letter, bytes)
  const service = { code: 'GELO', name: 'Banheira de Gelo', priceCents, durationMinutes: 15 }
  const data = { letter, counter: 1, businessDay: '2026-11-23', service, intent, offline: false }
  const created = signAct(ticketId, {
    type: 'created',
    data: v.parse(CreatedData, data),
    nowMs: clock.nowMs,
  })
  return {
    ticket: { id: ticketId, tenantId, events: { [created.id]: created.event } },
    request: v.parse(PaymentLinkRequest, {
      ticketId,
      intent,
      attempt: 1,
      amountCents: priceCents,
      description: 'A-001 Banheira de Gelo',
    }),
    txid: chargeTxid(intent, 1),
  }
}

/** Lets something happen to a ticket: by its kiosk, or by somebody with a tablet. */
export const happen = <T extends EventType>(
  { clock }: MemoryShop,
  { id }: TicketDocument,
  ...[type, data]: readonly [type: T, data: EventData<T>]
): TicketDocument => {
  const event = signAct(id, { type, data, nowMs: clock.nowMs })
  return { id, tenantId, events: { [event.id]: event.event } }
}

/** Lets an operator do something to a ticket, as only what operators did can be undone. */
export const operate = <T extends EventType>(
  { clock }: MemoryShop,
  { id }: TicketDocument,
  ...[type, data]: readonly [type: T, data: EventData<T>]
): TicketDocument => {
  const event = signAct(id, { type, data, nowMs: clock.nowMs, isByOperator: true })
  return { id, tenantId, events: { [event.id]: event.event } }
}

/** Puts a charge into the kiosk's pool, as the bank holds it; gives its txid. */
export const poolCharge = async (
  shop: MemoryShop,
  amountCents: Cents,
  txid = chargeTxid(makePaymentIntent(v.parse(KioskLetter, 'A'), bytes), 1),
): Promise<string> => {
  const intent = intentOfTxid(txid)
  const expiresInSeconds = 7 * 24 * 60 * 60
  const order = { txid, amountCents, description: 'Totem', expiresInSeconds }
  const made = await shop.bank.provider.createCharge(order, new AbortController().signal)
  if (!made.ok) throw new Error(made.error.kind)
  await shop.charges.decide(chargeId({ txid }), () => ({
    type: 'charge',
    tenantId,
    provider: 'pix',
    intent,
    attempt: 1,
    origin: 'pool',
    ticketId: null,
    device: kiosk,
    askedAt: shop.clock.nowMs,
    state: 'pooled',
    bill: made.value,
    ...order,
  }))
  return txid
}
