import { createHmac } from 'node:crypto'
import {
  type Author,
  businessDayOf,
  type BusinessDay,
  CreatedData,
  Customer,
  deviceIdOf,
  type DeviceId,
  type EventId,
  type EventDraft,
  Hlc,
  type KeyPair,
  keyPairFromSeed,
  makePaymentIntent,
  makeTicketId,
  type RandomBytes,
  seal,
  signEvent,
  type TenantId,
  type TenantProfile,
  type TicketDocument,
  type TicketEvents,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { demoLetter } from '../registry/pairing.ts'
import { type DemoSale, demoSales } from './demo-content.ts'

/** What the demo's kiosk sells on, and when. */
export interface DemoKiosk {
  readonly profile: TenantProfile
  readonly keys: KeyPair
  readonly nowMs: number
  readonly randomBytes: RandomBytes
}

/** What the demo's kiosk has sold on a day. */
export interface DemoDay {
  readonly day: BusinessDay
  readonly tickets: readonly TicketDocument[]
  readonly customers: readonly Customer[]
  /** The kiosk's last event, on which the next day goes on. */
  readonly head: EventId | null
}

/** Gives the demo kiosk's key, which follows from the tenant's own secret: the same at every start. */
export const demoKioskKeys = (tenantSecret: Uint8Array): KeyPair =>
  keyPairFromSeed(createHmac('sha256', tenantSecret).update('totem-demo-kiosk').digest())

/** Sells the demo's tickets of today, signed and chained as a real kiosk would. */
export const sellDemoDay = (kiosk: DemoKiosk, head: EventId | null): DemoDay => {
  const day = businessDayOf(kiosk.nowMs, kiosk.profile.timeZone)
  const tickets: TicketDocument[] = []
  const customers: Customer[] = []
  let prev = head
  for (const [index, sale] of demoSales.entries()) {
    const sold = sell(kiosk, { sale, day, counter: index + 1, prev })
    tickets.push(sold.ticket)
    customers.push(sold.customer)
    prev = sold.head
  }
  return { day, tickets, customers, head: prev }
}

interface Sale {
  readonly sale: DemoSale
  readonly day: BusinessDay
  readonly counter: number
  readonly prev: EventId | null
}

interface Sold {
  readonly ticket: TicketDocument
  readonly customer: Customer
  readonly head: EventId
}

const sell = (kiosk: DemoKiosk, { sale, day, counter, prev }: Sale): Sold => {
  const { profile, keys, randomBytes } = kiosk
  const { tenantId } = profile
  const device = deviceIdOf(keys.publicKey)
  const soldAt = v.parse(Hlc, kiosk.nowMs - sale.minutesAgo * 60_000)
  const ticketId = makeTicketId(device, { nowMs: soldAt, randomBytes })
  const events: Record<EventId, TicketEvents[EventId]> = {}
  let head = prev
  const append = (draft: Pick<EventDraft, 'type' | 'data'>, at: Hlc): EventId => {
    const by: Author = { kind: 'device', device }
    const signed = signEvent(
      { tenantId, ticketId },
      { ...draft, at, by, prev: head },
      keys.secretKey,
    )
    events[signed.id] = signed.event
    head = signed.id
    return signed.id
  }
  const { id: code, name, priceCents, durationMinutes } = sale.service
  const created = v.parse(CreatedData, {
    letter: demoLetter,
    counter,
    businessDay: day,
    service: { code, name, priceCents, durationMinutes },
    intent: makePaymentIntent(demoLetter, randomBytes),
    offline: false,
  })
  let last = append({ type: 'created', data: created }, soldAt)
  if (sale.atDesk) last = append({ type: 'desk_chosen', data: {} }, v.parse(Hlc, soldAt + 1))
  return {
    ticket: { id: ticketId, tenantId, events },
    customer: customerOf(kiosk, sale, { id: ticketId, tenantId, device, soldAt }),
    head: last,
  }
}

interface CustomerFacts {
  readonly id: string
  readonly tenantId: TenantId
  readonly device: DeviceId
  readonly soldAt: Hlc
}

const customerOf = (
  { profile, randomBytes }: DemoKiosk,
  { customer }: DemoSale,
  { id, tenantId, device, soldAt }: CustomerFacts,
): Customer =>
  v.parse(Customer, {
    id,
    tenantId,
    name: customer.name,
    phone: customer.phone,
    cpfSealed: seal(customer.cpf, profile.sealingKey, randomBytes),
    consent: {
      textVersion: profile.notice.version,
      textHash: profile.notice.hash,
      locale: 'pt-BR',
      acknowledgedAt: soldAt,
      purposes: [],
    },
    device,
    writtenAt: soldAt,
  })
