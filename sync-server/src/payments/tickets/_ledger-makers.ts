import { randomBytes } from 'node:crypto'
import {
  CreatedData,
  deviceIdOf,
  Hlc,
  type IdentifiedEvent,
  keyPairFromSeed,
  KioskLetter,
  makePaymentIntent,
  makeTicketId,
  signEvent,
  TenantId,
  type TicketDocument,
  type EventDraft,
} from '@totem/shared-schema'
import * as v from 'valibot'

const tenantId = v.parse(TenantId, 'demo')
const kioskKeys = keyPairFromSeed(new Uint8Array(32).fill(1))
const kiosk = deviceIdOf(kioskKeys.publicKey)
const gatewayKeys = keyPairFromSeed(new Uint8Array(32).fill(2))
const soldAt = v.parse(Hlc, Date.parse('2026-11-23T15:00:00Z'))

/** A ticket that nobody has paid, which may have shown a charge of the pool. */
export const anUnpaid = ({
  priceCents = 9_000,
  shows,
}: { readonly priceCents?: number; readonly shows?: string } = {}): {
  readonly ticket: TicketDocument
  readonly intent: string
  readonly soldAt: number
} => {
  const letter = v.parse(KioskLetter, 'A')
  const id = makeTicketId(kiosk, { nowMs: soldAt, randomBytes })
  const intent = makePaymentIntent(letter, randomBytes)
  const service = { code: 'GELO', name: 'Banheira de Gelo', priceCents, durationMinutes: 15 }
  const data = v.parse(CreatedData, {
    letter,
    counter: 1,
    businessDay: '2026-11-23',
    service,
    intent,
    offline: false,
  })
  const by = { kind: 'device', device: kiosk } as const
  const drafts: readonly EventDraft[] = [
    { type: 'created', at: soldAt, by, prev: null, data },
    ...(shows === undefined
      ? []
      : [
          {
            type: 'charge_shown' as const,
            at: soldAt,
            by,
            prev: null,
            data: { txid: shows, tier: 'pool' as const },
          },
        ]),
  ]
  const events = drafts.map((draft) =>
    signEvent({ tenantId, ticketId: id }, draft, kioskKeys.secretKey),
  )
  return {
    ticket: {
      id,
      tenantId,
      events: Object.fromEntries(events.map((each) => [each.id, each.event])),
    },
    intent,
    soldAt,
  }
}

const byGateway = { kind: 'gateway', key: gatewayKeys.publicKey } as const

/** A payment of a ticket, as the gateway tells it. */
export const paidFact = ({ id }: TicketDocument, amountCents = 9_000): IdentifiedEvent =>
  signEvent(
    { tenantId, ticketId: id },
    {
      type: 'paid',
      at: soldAt,
      by: byGateway,
      prev: null,
      data: {
        settlement: `pay:pix:${id}`,
        amountCents: v.parse(CreatedData.entries.service.entries.priceCents, amountCents),
        txid: null,
        settledAt: soldAt,
      },
    },
    gatewayKeys.secretKey,
  )

/** The nth of several facts that change nothing about the money. */
export const aFact = ({ id }: TicketDocument, n: number): IdentifiedEvent =>
  signEvent(
    { tenantId, ticketId: id },
    { type: 'charge_expired', at: soldAt, by: byGateway, prev: null, data: { txid: `TX${n}` } },
    gatewayKeys.secretKey,
  )
