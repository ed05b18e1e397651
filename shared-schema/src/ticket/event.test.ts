import * as v from 'valibot'
import { expect, test } from 'vitest'
import { anEvent, creation, aTicket } from './_a-ticket.ts'
import { TicketDocument, TicketEvent } from './event.ts'
import { isEventType } from './known-event.ts'

const { event } = anEvent('called')

const deep = (levels: number): unknown => (levels === 0 ? 1 : { in: deep(levels - 1) })

test.for<[string, unknown]>([
  ['an unknown type', { ...event, type: 'teleported' }],
  ['another version', { ...event, v: 1_000 }],
  ['data four deep', { ...event, data: { in: deep(4) } }],
  ['null, text, lists and truth', { ...event, data: { a: null, b: '🧊', c: [1, []], d: true } }],
  ['the longest text', { ...event, data: { a: 'x'.repeat(2_000) } }],
])('the envelope carries %s', ([, given]) => {
  expect(v.parse(TicketEvent, given)).toEqual(given)
})

test.for<[string, unknown]>([
  ['version nought', { ...event, v: 0 }],
  ['a version with a fraction', { ...event, v: 1.5 }],
  ['a type in capitals', { ...event, type: 'Called' }],
  ['a type of two letters', { ...event, type: 'ab' }],
  ['a negative time', { ...event, at: -1 }],
  ['a time with a fraction', { ...event, at: 0.5 }],
  ['no author', { ...event, by: undefined }],
  ['an author of no kind', { ...event, by: { kind: 'root' } }],
  ['a prev that is no id', { ...event, prev: '' }],
  ['no prev', { ...event, prev: undefined }],
  ['a fraction in its data', { ...event, data: { a: 0.1 } }],
  ['data five deep', { ...event, data: { in: deep(5) } }],
  ['text too long', { ...event, data: { a: 'x'.repeat(2_001) } }],
  ['half a surrogate pair', { ...event, data: { a: '\ud83e' } }],
  ['half a surrogate pair in a deep key', { ...event, data: { a: { '\udc00': 1 } } }],
  ['half a surrogate pair in a key', { ...event, data: { '\udc00': 1 } }],
  ['a long key', { ...event, data: { ['k'.repeat(41)]: 1 } }],
  ['a short signature', { ...event, sig: 'AAAA' }],
])('the envelope does not carry %s', ([, given]) => {
  expect(v.is(TicketEvent, given)).toBe(false)
})

test('a document is its id, its tenant and its events; derived fields beside them are dropped', () => {
  const document = aTicket(creation)
  expect(v.parse(TicketDocument, { ...document, status: 'waiting', _rev: '1-x' })).toEqual(document)
  expect(v.is(TicketDocument, { ...document, events: { x: creation.event } })).toBe(false)
  expect(v.is(TicketDocument, { ...document, tenantId: '../x' })).toBe(false)
})

test('no property of objects is taken for a type of event', () => {
  expect(['constructor', '__proto__', 'hasOwnProperty', ''].filter(isEventType)).toEqual([])
  expect(isEventType('created')).toBe(true)
})
