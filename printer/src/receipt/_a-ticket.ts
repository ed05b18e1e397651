import {
  foldTicket,
  keyPairFromSeed,
  deviceIdOf,
  makePaymentIntent,
  makeTicketId,
  nextHlc,
  signEvent,
  BusinessDay,
  Cents,
  KioskLetter,
  ServiceCode,
  TenantId,
  type PaymentStatus,
  type Ticket,
} from '@totem/shared-schema'
import * as v from 'valibot'

const soldAtMs = Date.parse('2026-11-23T13:30:00Z')
const zeros = (count: number): Uint8Array => new Uint8Array(count)

/** Makes ticket A-017 as a kiosk sells it; a payment status is put on by hand, for the receipt does not ask why. */
export const aTicket = (
  wanted: { readonly offline?: boolean; readonly status?: PaymentStatus } = {},
): Ticket => {
  const keys = keyPairFromSeed(zeros(32))
  const device = deviceIdOf(keys.publicKey)
  const tenantId = v.parse(TenantId, 'demo')
  const letter = v.parse(KioskLetter, 'A')
  const ticketId = makeTicketId(device, { nowMs: soldAtMs, randomBytes: zeros })
  const { id, event } = signEvent(
    { tenantId, ticketId },
    {
      type: 'created',
      at: nextHlc(soldAtMs, undefined),
      by: { kind: 'device', device },
      prev: null,
      data: {
        letter,
        counter: 17,
        businessDay: v.parse(BusinessDay, '2026-11-23'),
        service: {
          code: v.parse(ServiceCode, 'GELO'),
          name: 'Banheira de Gelo',
          priceCents: v.parse(Cents, 6_000),
          durationMinutes: 15,
        },
        intent: makePaymentIntent(letter, zeros),
        offline: wanted.offline ?? false,
      },
    },
    keys.secretKey,
  )
  const ticket = foldTicket({ id: ticketId, tenantId, events: { [id]: event } })
  if (ticket === undefined) throw new Error('a ticket without its created event')
  const status = wanted.status ?? ticket.payment.status
  return { ...ticket, payment: { ...ticket.payment, status } }
}
