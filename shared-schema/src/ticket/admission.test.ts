import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { TenantId } from '../ids/ids.ts'
import { aDraft, aStrangeEvent, aTicketId, cents, eventTypes, hlc } from './_a-ticket.ts'
import {
  byDevice,
  byOperator,
  context,
  gateway,
  kiosk,
  lostKiosk,
  lostTablet,
  otherKiosk,
  otherTablet,
  panel,
  place,
  stranger,
  tablet,
  type Machine,
} from './_a-tenant.ts'
import { admitEvent, type AdmissionRefusal } from './admission.ts'
import { type Author, type EventPlace } from './event.ts'
import { type EventType } from './known-event.ts'
import { eventIdOf, signEvent, type IdentifiedEvent } from './sign-event.ts'

/** `docs/ticket-life-cycle.md` once more: k kiosk that owns the ticket, o operator, m manager, g gateway. */
const mayAppend: Record<EventType, string> = {
  created: 'k',
  printed: 'k',
  charge_shown: 'k',
  desk_chosen: 'k',
  paid: 'g',
  payment_review: 'g',
  refunded: 'g',
  payment_accepted: 'g',
  charge_expired: 'g',
  refused: 'g',
  released: 'g',
  called: 'om',
  recalled: 'om',
  started: 'om',
  finished: 'om',
  no_show: 'om',
  returned: 'om',
  undone: 'om',
  paid_by_hand: 'om',
  refunded_by_hand: 'm',
  reprint_requested: 'om',
  imported: 'om',
  cancelled: 'kom',
}

type Verdict = AdmissionRefusal | 'admitted'
const roleMay =
  (letter: string, otherwise: Verdict = 'forbidden_role') =>
  (type: EventType): Verdict =>
    mayAppend[type].includes(letter) ? 'admitted' : otherwise
const always = (verdict: Verdict) => (): Verdict => verdict

interface AuthorCase {
  readonly who: string
  readonly by: Author
  readonly signer: Machine
  readonly verdict: (type: EventType) => Verdict
}

const authors: readonly AuthorCase[] = [
  { who: 'the owning kiosk', by: byDevice(kiosk), signer: kiosk, verdict: roleMay('k') },
  {
    who: 'another kiosk',
    by: byDevice(otherKiosk),
    signer: otherKiosk,
    verdict: (type) => (mayAppend[type].includes('k') ? 'not_owner' : 'forbidden_role'),
  },
  {
    who: 'a revoked kiosk',
    by: byDevice(lostKiosk),
    signer: lostKiosk,
    verdict: always('revoked_device'),
  },
  {
    who: 'an unpaired kiosk',
    by: byDevice(stranger),
    signer: stranger,
    verdict: always('unknown_device'),
  },
  {
    who: 'a tablet by itself',
    by: byDevice(tablet),
    signer: tablet,
    verdict: always('forbidden_role'),
  },
  { who: 'a panel', by: byDevice(panel), signer: panel, verdict: always('forbidden_role') },
  {
    who: 'a panel with a grant',
    by: byOperator(panel, 'tv'),
    signer: panel,
    verdict: always('forbidden_role'),
  },
  { who: 'an operator', by: byOperator(tablet, 'ana'), signer: tablet, verdict: roleMay('o') },
  { who: 'a manager', by: byOperator(tablet, 'gerente'), signer: tablet, verdict: roleMay('m') },
  {
    who: 'an operator without a grant',
    by: byOperator(tablet, 'bia'),
    signer: tablet,
    verdict: always('unknown_grant'),
  },
  {
    who: "an operator with a manager's grant",
    by: byOperator(tablet, 'ana', 'gerente'),
    signer: tablet,
    verdict: always('foreign_grant'),
  },
  {
    who: 'an operator on a tablet the grant does not name',
    by: byOperator(otherTablet, 'ana'),
    signer: otherTablet,
    verdict: always('foreign_grant'),
  },
  {
    who: 'an operator on an unpaired tablet',
    by: byOperator(stranger, 'ana'),
    signer: stranger,
    verdict: always('unknown_device'),
  },
  {
    who: 'an operator on a revoked tablet',
    by: byOperator(lostTablet, 'zeca'),
    signer: lostTablet,
    verdict: always('revoked_device'),
  },
  {
    who: 'the gateway',
    by: { kind: 'gateway', key: gateway.keys.publicKey },
    signer: gateway,
    verdict: roleMay('g'),
  },
  {
    who: "somebody with a gateway's name and an own key",
    by: { kind: 'gateway', key: stranger.keys.publicKey },
    signer: stranger,
    verdict: always('unknown_device'),
  },
]

const verdictOn = (at: EventPlace, identified: IdentifiedEvent): Verdict => {
  const judged = admitEvent(at, identified, context)
  return judged.ok ? 'admitted' : judged.error
}

const cases = authors.flatMap(({ who, by, signer, verdict }) =>
  eventTypes.map((type) => ({
    who,
    type,
    by,
    verdict: verdict(type),
    identified: signEvent(place, aDraft(type, { by }), signer.keys.secretKey),
  })),
)
const admitted = cases.filter(({ verdict }) => verdict === 'admitted')

test('the table names every type and both verdicts of every role', () => {
  expect(cases.length).toBe(16 * 23)
  expect(admitted.length).toBe(5 + 11 + 12 + 7)
})

test.for(cases)('$type by $who: $verdict', ({ identified, verdict }) => {
  expect(verdictOn(place, identified)).toBe(verdict)
})

/** Each change keeps the id right for the new content, so that only the signature can tell. */
const forgeries: readonly {
  readonly change: string
  readonly forge: (identified: IdentifiedEvent) => IdentifiedEvent
}[] = [
  { change: 'another time', forge: ({ event }) => rehashed({ ...event, at: hlc(event.at + 1) }) },
  { change: 'another version', forge: ({ event }) => rehashed({ ...event, v: 2 }) },
  { change: 'another prev', forge: ({ id, event }) => rehashed({ ...event, prev: id }) },
  {
    change: 'more data',
    forge: ({ event }) => rehashed({ ...event, data: { ...event.data, x: 1 } }),
  },
  {
    change: 'the id of something else',
    forge: ({ event }) => ({ id: aStrangeEvent('other', {}).id, event }),
  },
  {
    change: 'a turned bit in the signature',
    forge: ({ id, event }) => ({
      id,
      event: {
        ...event,
        sig: signEvent(place, aDraft('called', { at: 9 }), stranger.keys.secretKey).event.sig,
      },
    }),
  },
]
const rehashed = (event: IdentifiedEvent['event']): IdentifiedEvent => ({
  id: eventIdOf(place, event),
  event,
})

const forged = admitted.flatMap((allowed) =>
  forgeries.map(({ change, forge }) => ({ ...allowed, change, forge })),
)
test.for(forged)('$type by $who with $change is refused', ({ identified, forge }) => {
  expect(verdictOn(place, forge(identified))).toBe('bad_signature')
})

const elsewhere: readonly { readonly where: string; readonly at: EventPlace }[] = [
  {
    where: 'another ticket of the same kiosk',
    at: { ...place, ticketId: aTicketId(kiosk.id, 'second') },
  },
  {
    where: 'a ticket of another kiosk',
    at: { ...place, ticketId: aTicketId(otherKiosk.id, 'first') },
  },
  {
    where: 'the same ticket id of another tenant',
    at: { ...place, tenantId: v.parse(TenantId, 'other') },
  },
]
const moved = admitted.flatMap((allowed) => elsewhere.map((place) => ({ ...allowed, ...place })))
test.for(moved)('$type by $who copied to $where is refused', ({ identified, at, by }) => {
  const stolen = { id: eventIdOf(at, identified.event), event: identified.event }
  const foreign = by.kind === 'device' && at.ticketId === elsewhere[1]?.at.ticketId
  expect(verdictOn(at, stolen)).toBe(foreign ? 'not_owner' : 'bad_signature')
})

describe('what is admitted', () => {
  test('is judged before anything else by its type and data', () => {
    expect(verdictOn(place, aStrangeEvent('teleported', {}))).toBe('unknown_type')
    expect(verdictOn(place, aStrangeEvent('cancelled', { reason: 'João pediu' }))).toBe('malformed')
    expect(verdictOn(place, aStrangeEvent('constructor', {}))).toBe('unknown_type')
  })

  test('comes back read, with the data its type demands', () => {
    const by = byOperator(tablet, 'gerente')
    const data = { of: 'pay:sicredi:E1', amountCents: cents(1), reason: 'gave_up' }
    const signed = signEvent(place, aDraft('refunded_by_hand', { by, data }), tablet.keys.secretKey)
    expect(admitEvent(place, signed, context)).toEqual({ ok: true, value: signed.event })
  })

  test.for([0, 1_001, Date.UTC(2099, 0, 1)])(
    'does not hang on its time (%i), also after its grant ended: no clock there can be trusted',
    (at) => {
      const by = byOperator(tablet, 'ana')
      const signed = signEvent(place, aDraft('called', { at, by }), tablet.keys.secretKey)
      expect(verdictOn(place, signed)).toBe('admitted')
    },
  )
})

test("an event under another device's name is refused", () => {
  const by = byDevice(kiosk)
  const signed = signEvent(place, aDraft('created', { by }), otherKiosk.keys.secretKey)
  expect(verdictOn(place, signed)).toBe('bad_signature')
})
