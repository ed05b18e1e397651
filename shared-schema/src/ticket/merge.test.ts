import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../_runs.ts'
import {
  anEvent,
  aSignature,
  aStrangeEvent,
  aTicket,
  cents,
  creation,
  plainData,
} from './_a-ticket.ts'
import { type TicketEvents } from './event.ts'
import { entriesOf, eventsMissingIn, haveSameEvents, mergeEvents, mergeTickets } from './merge.ts'
import { type IdentifiedEvent } from './sign-event.ts'

const called = anEvent('called', { at: 1 })
const started = anEvent('started', { at: 2 })
const strange = aStrangeEvent('teleported', { far: [1] })
const eventsOf = (...events: readonly IdentifiedEvent[]): TicketEvents => aTicket(...events).events

/** Events of one ticket, some under two signatures: what an honest and a replaying relay may hold. */
const pool: readonly IdentifiedEvent[] = [
  creation,
  called,
  started,
  strange,
  ...['x', 'y', 'z'].map((sig) => anEvent('finished', { at: 3, sig: aSignature(sig) })),
  ...['b', 'c'].map((sig) =>
    anEvent('paid_by_hand', {
      sig: aSignature(sig),
      data: { ...plainData.paid_by_hand, amountCents: cents(1) },
    }),
  ),
]
const copies = fc.shuffledSubarray([...pool]).map((events) => eventsOf(...events))
const text = (events: TicketEvents): string => JSON.stringify(events)

describe('the union', () => {
  test('is commutative, byte for byte', () => {
    fc.assert(
      fc.property(copies, copies, (a, b) => {
        expect(text(mergeEvents(a, b))).toBe(text(mergeEvents(b, a)))
      }),
      runs(500),
    )
  })

  test('is associative, byte for byte', () => {
    fc.assert(
      fc.property(copies, copies, copies, (a, b, c) => {
        expect(text(mergeEvents(mergeEvents(a, b), c))).toBe(
          text(mergeEvents(a, mergeEvents(b, c))),
        )
      }),
      runs(500),
    )
  })

  test('is idempotent and loses no event', () => {
    fc.assert(
      fc.property(copies, copies, (a, b) => {
        expect(mergeEvents(a, a)).toEqual(a)
        const merged = mergeEvents(a, b)
        expect(mergeEvents(merged, b)).toEqual(merged)
        expect(new Set(Object.keys(merged))).toEqual(
          new Set([...Object.keys(a), ...Object.keys(b)]),
        )
      }),
      runs(500),
    )
  })

  test('lists ids in ascending order, as every build of the gateway must write them', () => {
    const ids = Object.keys(mergeEvents(eventsOf(started, creation), eventsOf(strange, called)))
    expect(ids).toEqual(ids.toSorted())
    expect(ids).toHaveLength(4)
  })

  test('changes neither copy', () => {
    const a = Object.freeze(eventsOf(creation))
    const b = Object.freeze(eventsOf(called))
    mergeEvents(a, b)
    expect([a, b]).toEqual([eventsOf(creation), eventsOf(called)])
  })
})

test('of two signatures under one id the smaller stays, on every side', () => {
  const small = anEvent('called', { sig: aSignature('a') })
  const large = anEvent('called', { sig: aSignature('b') })
  expect(small.id).toBe(large.id)
  expect(mergeEvents(eventsOf(small), eventsOf(large))).toEqual(eventsOf(small))
  expect(mergeEvents(eventsOf(large), eventsOf(small))).toEqual(eventsOf(small))
})

test('copies of a ticket merge into one ticket', () => {
  expect(mergeTickets(aTicket(creation, strange), aTicket(called, creation))).toEqual(
    aTicket(creation, strange, called),
  )
})

test('what one copy lacks is exactly what makes it equal to the union', () => {
  const mine = eventsOf(creation, called, strange)
  const theirs = eventsOf(creation, started)
  expect(eventsMissingIn(theirs, mine)).toEqual(eventsOf(called, strange))
  expect(eventsMissingIn(mine, mine)).toEqual({})
  fc.assert(
    fc.property(copies, copies, (a, b) => {
      expect(haveSameEvents({ ...a, ...eventsMissingIn(a, b) }, mergeEvents(a, b))).toBe(true)
    }),
    runs(300),
  )
})

test.for([
  { a: [], b: [], same: true },
  { a: [creation, called], b: [called, creation], same: true },
  { a: [creation], b: [creation, called], same: false },
  { a: [creation, called], b: [creation], same: false },
  { a: [creation, called], b: [creation, started], same: false },
])('copies of $a.length and $b.length events are the same: $same', ({ a, b, same }) => {
  expect(haveSameEvents(eventsOf(...a), eventsOf(...b))).toBe(same)
})

test('events are listed with their ids', () => {
  expect(entriesOf(eventsOf(called))).toEqual([[called.id, called.event]])
})
