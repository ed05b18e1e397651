import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { anEvent, aSale, eventTypes, plainData } from './_a-ticket.ts'
import { TicketEvent } from './event.ts'
import { isEventType, readEvent, type EventReading, type EventType } from './known-event.ts'

type Data = Readonly<Record<string, unknown>>

const carrying = (type: EventType, data: Data): TicketEvent => ({
  ...anEvent('called').event,
  type,
  data,
})
const reading = (type: EventType, data: Data): EventReading => readEvent(carrying(type, data))

describe.for(eventTypes)('%s', (type) => {
  const plain: Data = plainData[type]

  test('is read with exactly the data it carries', () => {
    const event = carrying(type, plain)
    expect(readEvent(event)).toEqual({ kind: 'known', event })
  })

  test('is malformed when any of its data is missing or of another kind', () => {
    for (const key of Object.keys(plain)) {
      const { [key]: _, ...rest } = plain
      expect([key, reading(type, rest).kind]).toEqual([key, 'malformed'])
      expect([key, reading(type, { ...plain, [key]: [] }).kind]).toEqual([key, 'malformed'])
    }
  })
})

const letters = (count: number): string => 'a'.repeat(count)
const { service } = aSale()

/** One field of one type of event: what it takes at its edges, and what is just beyond them. */
const fields: readonly {
  readonly type: EventType
  readonly field: string
  readonly takes: readonly unknown[]
  readonly refuses: readonly unknown[]
}[] = [
  {
    type: 'created',
    field: 'counter',
    takes: [1, 99_999],
    refuses: [0, 1.5, 100_000],
  },
  {
    type: 'created',
    field: 'intent',
    takes: ['TA0AAAAAAAAAAAAAAAAAAAAAA', '0123456789ABCDEFGHIJKLXYZ'],
    refuses: ['A'.repeat(24), 'A'.repeat(26), 'a'.repeat(25), `${'A'.repeat(24)}-`],
  },
  { type: 'created', field: 'offline', takes: [true, false], refuses: [0, null] },
  {
    type: 'created',
    field: 'promised',
    takes: [
      { fromMinutes: 0, toMinutes: 0 },
      { fromMinutes: 10, toMinutes: 1_440 },
    ],
    refuses: [
      {},
      null,
      { fromMinutes: -5, toMinutes: 5 },
      { fromMinutes: 0, toMinutes: 2.5 },
      { fromMinutes: 10, toMinutes: 5 },
      { fromMinutes: 10, toMinutes: 1_441 },
    ],
  },
  {
    type: 'created',
    field: 'service',
    takes: [
      { ...service, name: 'x' },
      { ...service, name: letters(40) },
      { ...service, durationMinutes: 1 },
      { ...service, durationMinutes: 240 },
    ],
    refuses: [
      {},
      { ...service, code: 'gelo' },
      { ...service, name: '' },
      { ...service, name: letters(41) },
      { ...service, priceCents: 0.5 },
      { ...service, durationMinutes: 0 },
      { ...service, durationMinutes: 1.5 },
      { ...service, durationMinutes: 241 },
    ],
  },
  { type: 'printed', field: 'job', takes: ['', letters(40)], refuses: [letters(41), 1] },
  { type: 'printed', field: 'copy', takes: [0, 1], refuses: [-1, 0.5] },
  {
    type: 'charge_shown',
    field: 'txid',
    takes: ['a', 'Z', '9', letters(35)],
    refuses: ['', letters(36), 'a-b', '-a', 'a-', 'a '],
  },
  {
    type: 'charge_shown',
    field: 'tier',
    takes: ['dynamic', 'pool', 'static'],
    refuses: ['', 'other'],
  },
  { type: 'paid', field: 'txid', takes: [null, 'TX1'], refuses: [undefined, ''] },
  {
    type: 'paid',
    field: 'settlement',
    takes: ['pay:ab:E', `pay:${letters(20)}:${letters(64)}`, 'pay:a-1:A-z.0_9'],
    refuses: [
      'pay:a:E',
      `pay:${letters(21)}:E`,
      'pay:Sicredi:E',
      'pay:ab:',
      `pay:ab:${letters(65)}`,
      'pay:ab:E 1',
      'pay:ab:E:1',
      'xpay:ab:E',
      'pay:ab:E\n',
      'ab:E',
    ],
  },
  {
    type: 'payment_review',
    field: 'reason',
    takes: ['ab', 'wrong_amount', letters(40)],
    refuses: ['', 'a', letters(41), 'Late', '_a', '1late', 'late!', 'a b', 'ab1'],
  },
  {
    type: 'payment_accepted',
    field: 'held',
    takes: [
      [{ movement: 'pay:sicredi:E1', cents: 0 }],
      [{ movement: letters(90), cents: 1 }],
      Array.from({ length: 50 }, () => ({ movement: 'E1', cents: 1 })),
    ],
    refuses: [
      [],
      [{ movement: letters(91), cents: 1 }],
      [{ movement: 'E1', cents: -1 }],
      [{ movement: 'E1', cents: 0.5 }],
      [{ movement: 'E1' }],
      Array.from({ length: 51 }, () => ({ movement: 'E1', cents: 1 })),
    ],
  },
  { type: 'refunded', field: 'refund', takes: ['', letters(40)], refuses: [letters(41)] },
  { type: 'called', field: 'slot', takes: [undefined, 0, 7], refuses: [-1, 0.5, null] },
  { type: 'started', field: 'slot', takes: [undefined, 0, 7], refuses: [-1, 0.5, null] },
  {
    type: 'paid_by_hand',
    field: 'method',
    takes: ['cash', 'card', 'receipt'],
    refuses: ['', 'pix'],
  },
  {
    type: 'paid_by_hand',
    field: 'reason',
    takes: [undefined, 'receipt_seen'],
    refuses: ['O João mostrou'],
  },
]

test.for(fields)('$field of $type has its edges', ({ type, field, takes, refuses }) => {
  const kindsOf = (values: readonly unknown[]): readonly unknown[] =>
    values.map((value) => [value, reading(type, { ...plainData[type], [field]: value }).kind])
  expect(kindsOf(takes)).toEqual(takes.map((value) => [value, 'known']))
  expect(kindsOf(refuses)).toEqual(refuses.map((value) => [value, 'malformed']))
})

test('a type of a newer build, or a property every object has, is no type of this build', () => {
  const newer = ['teleported', 'constructor', '__proto__', 'hasOwnProperty', '']
  expect(newer.filter(isEventType)).toEqual([])
  const event = { ...anEvent('called').event, type: 'teleported' }
  expect(readEvent(event)).toEqual({ kind: 'unknown_type' })
})

test('what a newer build adds to a sale is read past and stays in the event', () => {
  const event = carrying('created', { ...plainData.created, added: { by: ['a newer build'] } })
  expect(v.parse(TicketEvent, event)).toEqual(event)
  expect(reading('created', event.data)).toMatchObject({
    kind: 'known',
    event: { data: plainData.created },
  })
})
