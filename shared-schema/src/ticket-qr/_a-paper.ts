import * as v from 'valibot'
import { keyPairFromSeed, verifyText, type KeyPair } from '../crypto/keys.ts'
import { TenantId, type DeviceId } from '../ids/ids.ts'
import { deviceIdOf, makeTicketId } from '../ids/make-ids.ts'
import { seededBytes } from '../_random-bytes.ts'
import { type DeviceRecord } from '../ticket/admission.ts'
import { type EventDraft, signEvent } from '../ticket/sign-event.ts'
import { foldTicket, type Ticket } from '../ticket/fold.ts'
import { CreatedData } from '../ticket/known-event.ts'
import { nextHlc } from '../time/hlc.ts'
import { type PaperJudge } from './judge-ticket-qr.ts'

export const soldAtMs = Date.parse('2026-11-23T13:30:00Z')
export const kioskKeys = keyPairFromSeed(Uint8Array.from({ length: 32 }, (_, at) => at))
export const demo = v.parse(TenantId, 'demo')

/** What a test may choose about the ticket whose paper it looks at. */
export interface GivenTicket {
  readonly keys?: KeyPair
  readonly sale?: Partial<v.InferInput<typeof CreatedData>>
  readonly txid?: string
  readonly atDesk?: boolean
}

/** Sells a ticket for an ice bath at R$ 90 and folds it. */
export const aSoldTicket = ({ keys = kioskKeys, sale, txid, atDesk }: GivenTicket = {}): Ticket => {
  const device = deviceIdOf(keys.publicKey)
  const ticketId = makeTicketId(device, { nowMs: soldAtMs, randomBytes: seededBytes('paper') })
  const place = { tenantId: demo, ticketId }
  const by = { kind: 'device', device } as const
  const at = nextHlc(soldAtMs, undefined)
  const data = v.parse(CreatedData, {
    letter: 'A',
    counter: 17,
    businessDay: '2026-11-23',
    service: { code: 'GELO', name: 'Banheira de Gelo', priceCents: 9_000, durationMinutes: 10 },
    intent: 'TA00123456789ABCDEFGHJKMN',
    offline: true,
    ...sale,
  })
  const drafts: readonly EventDraft[] = [
    { type: 'created', at, by, prev: null, data },
    ...(atDesk === true ? [{ type: 'desk_chosen', at, by, prev: null, data: {} } as const] : []),
    ...(txid === undefined
      ? []
      : [{ type: 'charge_shown', at, by, prev: null, data: { txid, tier: 'pool' } } as const]),
  ]
  const events = drafts.map((draft) => signEvent(place, draft, keys.secretKey))
  const ticket = foldTicket({
    ...place,
    id: ticketId,
    events: Object.fromEntries(events.map(({ id, event }) => [id, event])),
  })
  if (ticket === undefined) throw new Error('a sold ticket folds')
  return ticket
}

/** A tablet of the demo tenant that knows some devices. */
export const aJudge = (
  ...known: readonly (readonly [KeyPair, Partial<DeviceRecord>?])[]
): PaperJudge => {
  const records = new Map<DeviceId, DeviceRecord>(
    known.map(([{ publicKey }, given]) => [
      deviceIdOf(publicKey),
      { publicKey, kind: 'kiosk', revokedAt: null, ...given },
    ]),
  )
  return { tenantId: demo, device: (id) => records.get(id), verify: verifyText }
}
