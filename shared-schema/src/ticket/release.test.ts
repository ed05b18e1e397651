import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EventId } from '../ids/ids.ts'
import {
  ana,
  anEvent,
  aSignature,
  aStrangeEvent,
  aTicket,
  bia,
  creation,
  eventTypes,
  folded,
  place,
  plainData,
  settlementKey,
  theGateway,
} from './_a-ticket.ts'
import { TicketDocument } from './event.ts'
import { foldTicket } from './fold.ts'
import { draftRelease } from './release.ts'
import { eventIdOf, type IdentifiedEvent } from './sign-event.ts'
import { mayBeReleased } from './who-may-append.ts'

const release = (refused: IdentifiedEvent, sig = aSignature('A')): IdentifiedEvent => {
  const draft = draftRelease(place, refused, settlementKey)
  if (!draft.ok) throw new Error(draft.error)
  const event = { v: 1, ...draft.value, sig }
  return { id: eventIdOf(place, event), event }
}
const called = anEvent('called', { at: 110, by: ana })

describe('a released event', () => {
  test('counts as if it had never been refused, under its own id', () => {
    const wrapped = folded(release(called))
    const { service, payment } = folded(called)
    expect([wrapped.service, wrapped.payment]).toEqual([service, payment])
    expect(wrapped.history).toContainEqual(called)
    expect(wrapped.ignored).toEqual([])
  })

  test('counts once, although it also came by itself', () => {
    const cash = anEvent('paid_by_hand', { at: 120 })
    const ticket = folded(release(cash), cash)
    expect(ticket.payment).toEqual(folded(cash).payment)
    expect(ticket.history.filter(({ id }) => id === cash.id)).toHaveLength(1)
  })

  test('may be the sale itself', () => {
    const ticket = foldTicket(aTicket(release(creation)))
    expect(ticket).toMatchObject({ number: 'A-017', soldAt: 100, service: { kind: 'waiting' } })
  })

  test('takes its place by its own time, and can be undone', () => {
    const later = anEvent('called', { at: 120, by: bia })
    expect(folded(later, release(called)).ignored).toEqual([
      { id: later.id, reason: 'already_called' },
    ])
    const undone = anEvent('undone', { at: 130, data: { event: called.id } })
    expect(folded(later, release(called), undone).ignored).toEqual([
      { id: called.id, reason: 'undone' },
    ])
  })

  test('is the same whoever releases it', () => {
    expect(release(called)).toEqual(release(called))
    expect(release(called).event.by).toEqual(theGateway)
  })

  test.for(eventTypes.filter(mayBeReleased))('%s fits into a ticket as it travels', (type) => {
    const document = aTicket(release(anEvent(type, { data: plainData[type] })))
    expect(v.parse(TicketDocument, document)).toEqual(document)
  })
})

describe('is never released', () => {
  test.for(eventTypes.filter((type) => !mayBeReleased(type)))(
    '%s: only the gateway may say it',
    (type) => {
      const forged = anEvent(type, { by: ana })
      expect(draftRelease(place, forged, settlementKey)).toEqual({
        ok: false,
        error: 'gateway_only',
      })
    },
  )

  test.for([
    ['an event nobody understands', aStrangeEvent('teleported', {}), 'unknown_type'],
    ['one without its data', aStrangeEvent('cancelled', {}), 'malformed'],
    [
      'one too deep to be wrapped',
      aStrangeEvent('called', { a: { b: { c: { d: 1 } } } }),
      'malformed',
    ],
    ['one under another id', { ...called, id: v.parse(EventId, creation.id) }, 'wrong_id'],
  ] as const)('%s', ([, event, error]) => {
    expect(draftRelease(place, event, settlementKey)).toEqual({ ok: false, error })
  })

  test('money that somebody wrapped past the gateway: the fold does not count it', () => {
    const paid = anEvent('paid')
    const wrapped = anEvent('released', { data: { id: paid.id, event: paid.event } })
    const ticket = folded(wrapped)
    expect(ticket.payment.status).toBe('pending')
    expect(ticket.ignored).toEqual([{ id: paid.id, reason: 'malformed' }])
  })
})
