import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { EventId } from '../ids/ids.ts'
import {
  ana,
  anEvent,
  aSale,
  aStrangeEvent,
  aTicket,
  bia,
  cents,
  creation,
  folded,
  hlc,
  ignoredIn,
  place,
  theKiosk,
  undo,
} from './_a-ticket.ts'
import { TicketDocument } from './event.ts'
import { foldTicket } from './fold.ts'
import { type IdentifiedEvent } from './sign-event.ts'

test('a sold ticket waits, unpaid, with everything the sale said', () => {
  expect(foldTicket(aTicket(creation))).toEqual({
    id: place.ticketId,
    tenantId: place.tenantId,
    number: 'A-017',
    sale: aSale(),
    soldAt: hlc(100),
    soldBy: theKiosk,
    service: { kind: 'waiting', since: hlc(100) },
    payment: { status: 'pending', movements: [] },
    lastAt: hlc(100),
    history: [creation],
    ignored: [],
  })
})

test('there is no ticket before its creation arrives', () => {
  expect(foldTicket(aTicket())).toBeUndefined()
  expect(foldTicket(aTicket(anEvent('called'), anEvent('paid')))).toBeUndefined()
})

test('a session runs from the call to the end', () => {
  const called = anEvent('called', { at: 110, by: ana })
  const started = anEvent('started', { at: 120, by: bia, data: { slot: 2 } })
  const finished = anEvent('finished', { at: 130, by: ana })
  const ticket = folded(finished, called, started)
  expect(ticket.service).toEqual({ kind: 'finished', startedAt: hlc(120), finishedAt: hlc(130) })
  expect(ticket.history.map(({ id }) => id)).toEqual(
    [creation, called, started, finished].map(({ id }) => id),
  )
  expect(ticket.lastAt).toBe(130)
})

test('a kiosk whose clock stands in 2099 sells a ticket that is called today', () => {
  const created = anEvent('created', { at: Date.UTC(2099, 0, 1) })
  const called = anEvent('called', { at: Date.UTC(2026, 10, 23) })
  const ticket = foldTicket(aTicket(created, called))
  expect(ticket?.service.kind).toBe('called')
  expect(ticket?.lastAt).toBe(created.event.at)
})

describe('two callers', () => {
  test('the earlier call counts, the later is told why not', () => {
    const first = anEvent('called', { at: 110, by: bia })
    const second = anEvent('called', { at: 111, by: ana })
    const ticket = folded(second, first)
    expect(ticket.service).toEqual({ kind: 'called', at: hlc(110), by: bia, recalls: 0 })
    expect(ticket.ignored).toEqual([{ id: second.id, reason: 'already_called' }])
  })

  test('at the same millisecond the smaller id counts', () => {
    const calls = [
      anEvent('called', { at: 110, by: ana }),
      anEvent('called', { at: 110, by: bia }),
    ].toSorted((a, b) => (a.id < b.id ? -1 : 1))
    for (const order of [calls, calls.toReversed()])
      expect(folded(...order).history.map(({ id }) => id)).toEqual([creation.id, calls[0]?.id])
  })

  test('when the first call is undone the second counts', () => {
    const first = anEvent('called', { at: 110, by: bia })
    const second = anEvent('called', { at: 111, by: ana })
    const ticket = folded(first, second, undo(first, 112, bia))
    expect(ticket.service).toEqual({ kind: 'called', at: hlc(111), by: ana, recalls: 0 })
  })
})

test('where two managers give the same cash back the earlier did, whatever came first', () => {
  const cash = anEvent('paid_by_hand', { at: 110 })
  const back = (at: number, amount: number): IdentifiedEvent =>
    anEvent('refunded_by_hand', {
      at,
      data: { of: cash.id, amountCents: cents(amount), reason: 'returned_at_desk' },
    })
  const [part, tooMuch, rest] = [back(111, 4_000), back(112, 9_000), back(113, 5_000)]
  for (const order of [
    [cash, part, tooMuch, rest],
    [rest, tooMuch, part, cash],
  ]) {
    const ticket = folded(...order)
    expect(ticket.payment).toEqual({
      status: 'refunded',
      movements: [{ id: cash.id, amountCents: 9_000, returnedCents: 9_000, flagged: false }],
    })
    expect(ticket.ignored).toEqual([{ id: tooMuch.id, reason: 'more_than_held' }])
    expect(ticket.history.map(({ id }) => id)).not.toContain(tooMuch.id)
  }
})

describe('money and service meet', () => {
  const cancelled = anEvent('cancelled', { at: 110 })
  const paid = anEvent('paid', { at: 120 })

  test.for([
    { name: 'paid after it was cancelled', at: 120 },
    { name: 'paid before it was cancelled', at: 105 },
  ])('a ticket $name is due a refund', ({ at }) => {
    const ticket = folded(cancelled, anEvent('paid', { at }))
    expect(ticket.service.kind).toBe('cancelled')
    expect(ticket.payment.status).toBe('refund_due')
  })

  test('a refund settles a cancelled ticket', () => {
    expect(folded(cancelled, paid, anEvent('refunded', { at: 130 })).payment.status).toBe(
      'refunded',
    )
  })

  test('a cancelled ticket that is brought back is simply paid', () => {
    const ticket = folded(cancelled, paid, anEvent('returned', { at: 130 }))
    expect(ticket.service).toEqual({ kind: 'waiting', since: hlc(130) })
    expect(ticket.payment.status).toBe('paid')
  })

  test('a cancellation that came too late makes nothing due', () => {
    const ticket = folded(anEvent('started', { at: 105 }), cancelled, paid)
    expect(ticket.payment.status).toBe('paid')
    expect(ignoredIn(ticket)).toEqual({ [cancelled.id]: 'already_in_service' })
  })

  test('payment does not move the service', () => {
    const ticket = folded(anEvent('called', { at: 110 }), paid)
    expect(ticket.service.kind).toBe('called')
  })
})

test('a no-show who comes back is called again', () => {
  const ticket = folded(
    anEvent('called', { at: 110, by: ana }),
    anEvent('no_show', { at: 111 }),
    anEvent('called', { at: 112, by: bia }),
    anEvent('recalled', { at: 113, by: ana }),
  )
  expect(ticket.service).toEqual({ kind: 'called', at: hlc(113), by: bia, recalls: 1 })
})

describe('events that count for nothing', () => {
  test('of two creations the earlier stands', () => {
    const later = anEvent('created', { at: 101, data: aSale({ counter: 18 }) })
    const ticket = folded(later)
    expect(ticket.number).toBe('A-017')
    expect(ticket.ignored).toEqual([{ id: later.id, reason: 'second_created' }])
    const earlier = anEvent('created', { at: 99, data: aSale({ counter: 16 }) })
    expect(folded(earlier).number).toBe('A-016')
  })

  test('an event of a newer build is kept and listed', () => {
    const strange = aStrangeEvent('teleported', { to: { place: [1, 2] } }, 500)
    const ticket = folded(strange)
    expect(ticket.ignored).toEqual([{ id: strange.id, reason: 'unknown_type' }])
    expect(ticket.history).toEqual([creation])
    expect(ticket.lastAt).toBe(500)
  })

  test('an event of a newer build survives parsing untouched', () => {
    const strange = aStrangeEvent('teleported', { to: { place: [1, 2, { deep: null }] } })
    const document = aTicket(creation, strange)
    expect(v.parse(TicketDocument, JSON.parse(JSON.stringify(document)))).toEqual(document)
  })

  test.for([
    { type: 'paid', data: {} },
    { type: 'paid', data: { settlement: 'E1', amountCents: 1, txid: null, settledAt: 1 } },
    {
      type: 'paid',
      data: { settlement: 'pay:sicredi:E1', amountCents: -1, txid: null, settledAt: 1 },
    },
    { type: 'created', data: { ...aSale(), counter: 0 } },
    { type: 'created', data: { ...aSale(), letter: 'a' } },
    { type: 'started', data: { slot: -1 } },
    { type: 'cancelled', data: {} },
    { type: 'cancelled', data: { reason: 'João pediu' } },
    { type: 'undone', data: { event: 'x' } },
    { type: 'paid_by_hand', data: { method: 'beer', amountCents: 9_000 } },
  ])('$type with data $data is malformed and stays in the map', ({ type, data }) => {
    const malformed = aStrangeEvent(type, data)
    const ticket = folded(malformed)
    expect(ticket.ignored).toEqual([{ id: malformed.id, reason: 'malformed' }])
    expect(ticket.history).toEqual([creation])
  })

  test('data that a newer build added to a known type is passed over', () => {
    const event = aStrangeEvent('started', { slot: 1, music: 'bossa' }, 110)
    expect(folded(event).history.at(-1)?.event.data).toEqual({ slot: 1 })
  })

  test('they are listed in one order, whatever the order of arrival', () => {
    const strange = [1, 2, 3, 4].map((to) => aStrangeEvent('teleported', { to }, 110 - to))
    const forth = folded(...strange)
    expect(folded(...strange.toReversed())).toEqual(forth)
    expect(forth.ignored.map(({ id }) => id)).toEqual(strange.toReversed().map(({ id }) => id))
  })
})

test('an id is compared as a whole', () => {
  expect(v.is(EventId, creation.id)).toBe(true)
  expect(v.is(EventId, creation.id.toUpperCase())).toBe(false)
})
