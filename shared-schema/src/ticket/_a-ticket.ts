import * as v from 'valibot'
import { hashText, PublicKey, Signature } from '../crypto/keys.ts'
import { DeviceId, EventId, GrantId, OperatorId, TenantId, type TicketId } from '../ids/ids.ts'
import { makeTicketId } from '../ids/make-ids.ts'
import { Cents } from '../money/cents.ts'
import { Hlc } from '../time/hlc.ts'
import { seededBytes } from '../_random-bytes.ts'
import { type Author, type EventPlace, type TicketDocument, type TicketEvent } from './event.ts'
import { foldTicket, type Ticket } from './fold.ts'
import { CreatedData, eventData, type EventData, type EventType } from './known-event.ts'
import { eventIdOf, type EventDraft, type IdentifiedEvent } from './sign-event.ts'
import { whoMayAppend } from './who-may-append.ts'

export const hlc = (ms: number): Hlc => v.parse(Hlc, ms)
export const cents = (amount: number): Cents => v.parse(Cents, amount)
export const demo = v.parse(TenantId, 'demo')

/** Names a device that holds no real key. */
export const aDevice = (name: string): DeviceId =>
  v.parse(DeviceId, `d${hashText(name).slice(0, 20)}`)

/** Names a ticket that a device sold. */
export const aTicketId = (owner: DeviceId, seed: string): TicketId =>
  makeTicketId(owner, { nowMs: 0, randomBytes: seededBytes(seed) })

/** Makes text of the shape of a signature; nothing verifies it. */
export const aSignature = (letters: string): Signature =>
  v.parse(Signature, letters.padEnd(86, 'A'))

export const kiosk = aDevice('kiosk')
export const tablet = aDevice('tablet')
export const otherTablet = aDevice('other tablet')
export const settlementKey = v.parse(PublicKey, 'S'.padEnd(43, 'A'))
export const place: EventPlace = { tenantId: demo, ticketId: aTicketId(kiosk, 'first') }

const grantOf = (name: string): GrantId => v.parse(GrantId, `g${hashText(name).slice(0, 26)}`)

const anOperator = (name: string, device: DeviceId): Author => ({
  kind: 'operator',
  device,
  operator: v.parse(OperatorId, name),
  grant: grantOf(name),
})
export const theKiosk: Author = { kind: 'device', device: kiosk }
export const ana = anOperator('ana', tablet)
export const bia = anOperator('bia', otherTablet)
export const theGateway: Author = { kind: 'gateway', key: settlementKey }

const someEvent = v.parse(EventId, hashText('an event nobody wrote'))

/** The facts of a sale of an ice bath for R$ 90. */
export const aSale = (given: Partial<v.InferInput<typeof CreatedData>> = {}): CreatedData =>
  v.parse(CreatedData, {
    letter: 'A',
    counter: 17,
    businessDay: '2026-11-23',
    service: { code: 'GELO', name: 'Banheira de Gelo', priceCents: 9_000, durationMinutes: 10 },
    intent: 'TA0AAAAAAAAAAAAAAAAAAAAAA',
    offline: false,
    ...given,
  })

/** A call that the gateway had refused. */
function refusedCall(): EventData<'released'> {
  const event = {
    v: 1,
    type: 'called',
    at: hlc(0),
    by: ana,
    prev: null,
    data: {},
    sig: aSignature('A'),
  }
  return { id: eventIdOf(place, event), event }
}

/** Data of each type of event where a test does not care which. */
export const plainData: { readonly [T in EventType]: EventData<T> } = {
  created: aSale(),
  printed: { job: 'p1', copy: 0 },
  charge_shown: { txid: 'TX1', tier: 'dynamic' },
  desk_chosen: {},
  paid: { settlement: 'pay:sicredi:E1', amountCents: cents(9_000), txid: 'TX1', settledAt: hlc(1) },
  payment_review: { settlement: 'pay:sicredi:E1', amountCents: cents(9_000), reason: 'late' },
  refunded: { settlement: 'pay:sicredi:E1', refund: 'r1', amountCents: cents(9_000) },
  payment_accepted: {
    held: [{ movement: 'pay:sicredi:E1', cents: 8_000 }],
    operator: v.parse(OperatorId, 'gerente'),
  },
  charge_expired: { txid: 'TX1' },
  refused: { reason: 'bank_refused' },
  released: refusedCall(),
  called: {},
  recalled: {},
  started: {},
  finished: {},
  no_show: {},
  returned: {},
  undone: { event: someEvent },
  paid_by_hand: { method: 'cash', amountCents: cents(9_000) },
  refunded_by_hand: { of: 'pay:sicredi:E1', amountCents: cents(9_000), reason: 'gave_up' },
  reprint_requested: {},
  imported: { owner: kiosk },
  cancelled: { reason: 'customer_left' },
}

/** Every type of event, as a list. */
export const eventTypes = Object.keys(eventData) as readonly EventType[]

/** Gives the author who usually appends a type of event. */
export const usualAuthor = (type: EventType): Author => {
  const [role] = whoMayAppend[type]
  return role === 'kiosk' ? theKiosk : role === 'gateway' ? theGateway : ana
}

/** What a test may choose about an event; the rest is plain. */
export interface GivenEvent<T extends EventType> {
  readonly at?: number
  readonly by?: Author
  readonly data?: EventData<T>
  readonly prev?: EventId | null
  readonly sig?: Signature
  readonly place?: EventPlace
}

/** Makes an event with its right id and a signature that nothing verifies. */
export const anEvent = <T extends EventType>(
  type: T,
  given: GivenEvent<T> = {},
): IdentifiedEvent => {
  const event: TicketEvent = {
    v: 1,
    type,
    at: hlc(given.at ?? 0),
    by: given.by ?? usualAuthor(type),
    prev: given.prev ?? null,
    data: given.data ?? plainData[type],
    sig: given.sig ?? aSignature('A'),
  }
  return { id: eventIdOf(given.place ?? place, event), event }
}

/** Makes an event that no schema of this build describes, as a newer build or a bug would write it. */
export const aStrangeEvent = (type: string, data: TicketEvent['data'], at = 0): IdentifiedEvent => {
  const event: TicketEvent = { ...anEvent('called', { at }).event, type, data }
  return { id: eventIdOf(place, event), event }
}

/** Makes a draft of an event to sign. */
export const aDraft = <T extends EventType>(
  type: T,
  given: Pick<GivenEvent<T>, 'at' | 'by' | 'data'> = {},
): EventDraft => ({
  type,
  at: hlc(given.at ?? 0),
  by: given.by ?? usualAuthor(type),
  prev: null,
  data: given.data ?? plainData[type],
})

/** Puts events into a ticket. */
export const aTicket = (...events: readonly IdentifiedEvent[]): TicketDocument => ({
  id: place.ticketId,
  tenantId: place.tenantId,
  events: Object.fromEntries(events.map(({ id, event }) => [id, event])),
})

/** The creation that {@link folded} starts from. */
export const creation = anEvent('created', { at: 100 })

/** Folds a sold ticket with further events. */
export const folded = (...events: readonly IdentifiedEvent[]): Ticket => {
  const ticket = foldTicket(aTicket(creation, ...events))
  if (ticket === undefined) throw new Error('a ticket with a creation folds')
  return ticket
}

/** Takes an event back. */
export const undo = (target: IdentifiedEvent, at: number, by = ana): IdentifiedEvent =>
  anEvent('undone', { at, by, data: { event: target.id } })

/** Gives the events that count for nothing, with the reasons. */
export const ignoredIn = (ticket: Ticket): Readonly<Record<string, string>> =>
  Object.fromEntries(ticket.ignored.map(({ id, reason }) => [id, reason]))
