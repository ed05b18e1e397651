import * as v from 'valibot'
import { expect, test } from 'vitest'
import { aTicket, creation } from '../ticket/_a-ticket.ts'
import { CollectionName, collectionNames, documentSchemas } from './collections.ts'
import { problemType } from './problem.ts'
import {
  LiveClientMessage,
  LiveServerMessage,
  maxBatch,
  PushedTicketExtra,
  PushRequest,
  PushResult,
} from './protocol.ts'

test('every collection has a schema, and no other name is one', () => {
  expect(Object.keys(documentSchemas).toSorted()).toEqual([...collectionNames].toSorted())
  expect(v.is(CollectionName, '_users')).toBe(false)
})

test('a pushed ticket says how many events its sender holds', () => {
  const row = { ...aTicket(creation), known: 1 }
  expect(v.is(documentSchemas.tickets, row)).toBe(true)
  expect(v.is(PushedTicketExtra, row)).toBe(true)
  expect(v.is(PushedTicketExtra, { ...row, known: 0 })).toBe(false)
})

test('a push carries a bounded number of rows of any content', () => {
  expect(v.is(PushRequest, { rows: [{}, { id: 7 }] })).toBe(true)
  expect(v.is(PushRequest, { rows: Array.from({ length: maxBatch + 1 }, () => ({})) })).toBe(false)
  expect(v.is(PushRequest, { rows: [null] })).toBe(false)
})

test.for([
  [PushResult, { id: 't', status: 'stored', safe: true }],
  [PushResult, { id: 't', status: 'refused', reason: 'malformed' }],
  [LiveClientMessage, { type: 'hello', token: 'x', collections: ['tickets'] }],
  [LiveClientMessage, { type: 'ping' }],
  [LiveServerMessage, { type: 'bye', reason: 'revoked' }],
  [
    LiveServerMessage,
    { type: 'rows', collection: 'tickets', documents: [], checkpoint: { token: '' } },
  ],
] as const)('message %#', ([schema, message]) => {
  expect(v.parse(schema, message)).toEqual(message)
})

test.for([
  [PushResult, { id: 't', status: 'stored' }],
  [LiveClientMessage, { type: 'hello', collections: [] }],
  [LiveServerMessage, { type: 'bye', reason: 'bored' }],
] as const)('no message %#', ([schema, message]) => {
  expect(v.is(schema, message)).toBe(false)
})

test('a problem has a type that programs act on', () => {
  expect(problemType('rate_limited')).toBe('https://totem.example/problems/rate_limited')
})
