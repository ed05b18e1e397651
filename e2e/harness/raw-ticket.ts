import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import {
  BusinessDay,
  Hlc,
  makePaymentIntent,
  makeTicketId,
  ServiceCode,
  signEvent,
  type IdentifiedEvent,
  type TicketDocument,
} from '@totem/shared-schema'
import { type RawDevice } from './raw-device.ts'

/** A ticket as it is pushed, and the event that it holds. */
export interface RawTicket {
  readonly row: TicketDocument & { readonly known: number }
  readonly created: IdentifiedEvent
}

/** Makes a well-signed ticket of a kiosk outside its ledger. */
export const aRawTicket = (device: RawDevice, counter: number): RawTicket => {
  const { letter, tenantId } = device
  if (letter === null) throw new Error('tablets sell nothing')
  const bytes = (count: number): Uint8Array => new Uint8Array(randomBytes(count))
  const ticketId = makeTicketId(device.device, { nowMs: Date.now(), randomBytes: bytes })
  const created = signEvent(
    { tenantId, ticketId },
    {
      type: 'created',
      at: v.parse(Hlc, Date.now()),
      by: { kind: 'device', device: device.device },
      prev: null,
      data: {
        letter,
        counter,
        businessDay: v.parse(BusinessDay, '2026-11-23'),
        service: {
          code: v.parse(ServiceCode, 'GELO'),
          name: 'Banheira de Gelo',
          priceCents: 6000,
          durationMinutes: 15,
        } as never,
        intent: makePaymentIntent(letter, bytes),
        offline: true,
      },
    },
    device.secretKey,
  )
  const row = { id: ticketId, tenantId, events: { [created.id]: created.event }, known: 1 }
  return { row, created }
}
