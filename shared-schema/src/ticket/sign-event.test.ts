import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { keyPairFromSeed, verifyText } from '../crypto/keys.ts'
import { EventId, TenantId } from '../ids/ids.ts'
import { seededBytes } from '../_random-bytes.ts'
import { aDraft, ana, aTicketId, hlc, kiosk, place } from './_a-ticket.ts'
import { type EventPlace } from './event.ts'
import { eventIdOf, eventText, isSignedBy, signEvent, type IdentifiedEvent } from './sign-event.ts'

const keys = keyPairFromSeed(seededBytes('kiosk')(32))
const others = keyPairFromSeed(seededBytes('other')(32))
const signed = signEvent(
  place,
  aDraft('started', { at: 7, by: ana, data: { slot: 2 } }),
  keys.secretKey,
)
const trust = { publicKey: keys.publicKey, verify: verifyText }

test('the signed text is canonical: sorted keys, no white space, place and content', () => {
  if (ana.kind !== 'operator') throw new Error('Ana is an operator')
  expect(eventText(place, signed.event)).toBe(
    `{"at":7,"by":{"device":"${ana.device}","grant":"${ana.grant}","kind":"operator","operator":"ana"},` +
      `"data":{"slot":2},"prev":null,"tenant":"demo","ticket":"${place.ticketId}","type":"started","v":1}`,
  )
})

test('an id is the hash of the signed text', () => {
  expect(signed.id).toBe(eventIdOf(place, signed.event))
  expect(v.is(EventId, signed.id)).toBe(true)
  expect(isSignedBy(place, signed, trust)).toBe(true)
})

test('the same draft signed twice is the same event', () => {
  expect(
    signEvent(place, aDraft('started', { at: 7, by: ana, data: { slot: 2 } }), keys.secretKey),
  ).toEqual(signed)
})

test('absent and undefined data sign alike, so JSON may drop them', () => {
  const { event } = signed
  expect(eventIdOf(place, { ...event, data: { slot: undefined } })).toBe(
    eventIdOf(place, { ...event, data: {} }),
  )
  const travelled = JSON.parse(JSON.stringify(signed)) as IdentifiedEvent
  expect(isSignedBy(place, travelled, trust)).toBe(true)
})

describe('a changed event has another id and no signature:', () => {
  const { event } = signed
  const changes: readonly {
    readonly name: string
    readonly event: typeof event
    readonly place?: EventPlace
  }[] = [
    { name: 'version', event: { ...event, v: 2 } },
    { name: 'type', event: { ...event, type: 'finished' } },
    { name: 'time', event: { ...event, at: hlc(8) } },
    { name: 'author', event: { ...event, by: { kind: 'device', device: kiosk } } },
    { name: 'prev', event: { ...event, prev: signed.id } },
    { name: 'data', event: { ...event, data: { slot: 3 } } },
    { name: 'more data', event: { ...event, data: { slot: 2, x: null } } },
    { name: 'ticket', event, place: { ...place, ticketId: aTicketId(kiosk, 'second') } },
    {
      name: 'tenant',
      event,
      place: { ...place, tenantId: v.parse(TenantId, 'other') },
    },
  ]

  test.for(changes)('$name', (changed) => {
    const at = changed.place ?? place
    const id = eventIdOf(at, changed.event)
    expect(id).not.toBe(signed.id)
    expect(isSignedBy(at, { id, event: changed.event }, trust)).toBe(false)
    expect(isSignedBy(at, { id: signed.id, event: changed.event }, trust)).toBe(false)
  })

  test('key', () => {
    expect(isSignedBy(place, signed, { ...trust, publicKey: others.publicKey })).toBe(false)
  })
})

test('a right signature under a foreign id proves nothing', () => {
  const other = signEvent(place, aDraft('finished'), keys.secretKey)
  expect(isSignedBy(place, { id: other.id, event: signed.event }, trust)).toBe(false)
})

test('a number that is not a safe integer cannot be signed', () => {
  const draft = aDraft('started', { data: { slot: 0.5 } })
  expect(() => signEvent(place, draft, keys.secretKey)).toThrow(TypeError)
})
