import {
  CreatedData,
  deviceIdOf,
  type DeviceKey,
  foldTicket,
  keyPairFromSeed,
  KioskLetter,
  type KeyPair,
  makeTicketId,
  nextHlc,
  signEvent,
  signTicketQr,
  TenantId,
  type Ticket,
  type TicketDocument,
} from '@totem/shared-schema'
import * as v from 'valibot'
import { ana, anEvent, nextEventId, noonish, operatorAuthor } from './_tickets.ts'

/** The keys of a kiosk, from a seed byte. */
export const kioskKeysOf = (seed: number): KeyPair => keyPairFromSeed(new Uint8Array(32).fill(seed))

/** A ticket that a kiosk sold and printed. */
export interface PrintedTicket {
  readonly ticket: Ticket
  readonly document: TicketDocument
  readonly paper: string
}

/** Sells number A-017 half an hour before noonish, signed by a real key, and prints its code. */
export const aPrintedTicket = (
  keys = kioskKeysOf(1),
  payment: 'pending' | 'paid' = 'pending',
): PrintedTicket => {
  const device = deviceIdOf(keys.publicKey)
  const soldAtMs = noonish - 30 * 60_000
  const randomBytes = (count: number): Uint8Array => new Uint8Array(count).fill(7)
  const ticketId = makeTicketId(device, { nowMs: soldAtMs, randomBytes })
  const place = { tenantId: v.parse(TenantId, 'demo'), ticketId }
  const common = {
    at: nextHlc(soldAtMs, undefined),
    by: { kind: 'device', device },
    prev: null,
  } as const
  const data = v.parse(CreatedData, {
    letter: 'A',
    counter: 17,
    businessDay: '2026-09-24',
    service: { code: 'GELO', name: 'Banheira', priceCents: 9_000, durationMinutes: 10 },
    intent: `TA0${'1'.repeat(22)}`,
    offline: true,
  })
  const { id, event } = signEvent(place, { ...common, type: 'created', data }, keys.secretKey)
  const settlement = { settlement: 'pay:sicredi:E1', amountCents: 9_000, txid: null }
  const money = { ...settlement, settledAt: common.at }
  const gateway = { kind: 'gateway', key: keys.publicKey } as const
  const events = [
    [id, event] as const,
    ...(payment === 'paid'
      ? [[nextEventId(), anEvent('paid', money, { at: common.at, by: gateway })] as const]
      : []),
  ]
  const document: TicketDocument = {
    id: ticketId,
    tenantId: place.tenantId,
    events: Object.fromEntries(events),
  }
  const ticket = foldTicket(document)!
  const signed = signTicketQr(ticket, soldAtMs + 60_000, keys)
  if (!signed.ok) throw new Error(signed.error.kind)
  return { ticket, document, paper: signed.value }
}

/** The ticket as a tablet has it that knows its paper alone. */
export const fromPaper = ({ ticket, paper }: PrintedTicket): Ticket => {
  if (ticket.soldBy.kind !== 'device') throw new Error('a kiosk sold it')
  const owner = ticket.soldBy.device
  const at = ticket.soldAt + 60_000
  return foldTicket({
    id: ticket.id,
    tenantId: ticket.tenantId,
    events: {
      [nextEventId()]: anEvent('imported', { owner, paper }, { at, by: operatorAuthor(ana) }),
    },
  })!
}

/** What a tablet knows of a kiosk. */
export const aKioskKey = (keys = kioskKeysOf(1), revokedAt: number | null = null): DeviceKey => ({
  device: deviceIdOf(keys.publicKey),
  kind: 'kiosk',
  letter: v.parse(KioskLetter, 'A'),
  publicKey: keys.publicKey,
  revokedAt,
})

/** The same paper with its signature broken. */
export const forged = (paper: string): string =>
  `${paper.slice(0, -1)}${paper.endsWith('0') ? '1' : '0'}`
