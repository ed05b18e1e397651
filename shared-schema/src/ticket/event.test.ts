import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ana, anEvent, creation, aTicket, theGateway, theKiosk } from './_a-ticket.ts'
import { TicketDocument, TicketEvent } from './event.ts'

const { id, event } = anEvent('called')

const deep = (levels: number): unknown => (levels === 0 ? 1 : { in: deep(levels - 1) })

test.for<[string, unknown]>([
  ['an unknown type', { ...event, type: 'teleported' }],
  ['the shortest type', { ...event, type: 'a_b' }],
  ['the longest type', { ...event, type: `a${'_'.repeat(31)}` }],
  ['version one', { ...event, v: 1 }],
  ['another version', { ...event, v: 1_000 }],
  ['the word of a device', { ...event, by: theKiosk }],
  ['the word of the gateway', { ...event, by: theGateway }],
  ['a prev', { ...event, prev: id }],
  ['data four deep', { ...event, data: { in: deep(4) } }],
  ['null, text, lists and truth', { ...event, data: { a: null, b: '🧊', c: [1, []], d: true } }],
  ['the longest text', { ...event, data: { a: 'x'.repeat(2_000) } }],
  ['the longest key', { ...event, data: { ['k'.repeat(40)]: 1 } }],
  ['the largest integer', { ...event, data: { a: Number.MAX_SAFE_INTEGER } }],
])('the envelope carries %s', ([, given]) => {
  expect(v.parse(TicketEvent, given)).toEqual(given)
})

test.for<[string, unknown]>([
  ['version nought', { ...event, v: 0 }],
  ['a version with a fraction', { ...event, v: 1.5 }],
  ['a version beyond the last', { ...event, v: 1_001 }],
  ['a version in words', { ...event, v: 'one' }],
  ['a type in capitals', { ...event, type: 'Called' }],
  ['a type of two letters', { ...event, type: 'ab' }],
  ['a type of 33 letters', { ...event, type: 'a'.repeat(33) }],
  ['a type that begins with a line', { ...event, type: '_called' }],
  ['a type with a space after it', { ...event, type: 'called ' }],
  ['a type with a capital', { ...event, type: 'callED' }],
  ['a negative time', { ...event, at: -1 }],
  ['a time with a fraction', { ...event, at: 0.5 }],
  ['no author', { ...event, by: undefined }],
  ['an author of no kind', { ...event, by: { kind: 'root' } }],
  ['a device without a name', { ...event, by: { kind: 'device' } }],
  ['an operator without a grant', { ...event, by: { ...ana, grant: undefined } }],
  ['an operator without a name', { ...event, by: { ...ana, operator: undefined } }],
  ['an operator without a device', { ...event, by: { ...ana, device: undefined } }],
  ['a gateway without a key', { ...event, by: { kind: 'gateway' } }],
  ['a prev that is no id', { ...event, prev: '' }],
  ['no prev', { ...event, prev: undefined }],
  ['a fraction in its data', { ...event, data: { a: 0.1 } }],
  ['a fraction in a list', { ...event, data: { a: [1, 0.1] } }],
  ['a fraction in an object', { ...event, data: { a: { b: 1, c: 0.1 } } }],
  ['an integer that is not safe', { ...event, data: { a: Number.MAX_SAFE_INTEGER + 1 } }],
  ['what JSON cannot say', { ...event, data: { a: 1n } }],
  ['a function', { ...event, data: { a: () => 1 } }],
  ['no data', { ...event, data: null }],
  ['data five deep', { ...event, data: { in: deep(5) } }],
  ['text too long', { ...event, data: { a: 'x'.repeat(2_001) } }],
  ['half a surrogate pair', { ...event, data: { a: '\ud83e' } }],
  ['half a surrogate pair in a deep key', { ...event, data: { a: { '\udc00': 1 } } }],
  ['half a surrogate pair in a key', { ...event, data: { '\udc00': 1 } }],
  ['a deep key too long', { ...event, data: { a: { ['k'.repeat(2_001)]: 1 } } }],
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
