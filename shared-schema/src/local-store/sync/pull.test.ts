import { expect, test } from 'vitest'
import { err, ok } from '@totem/shared-schema'
import { anEvent, aTicket } from '../../ticket/_a-ticket.ts'
import { demo } from '../../ticket/_a-ticket.ts'
import { type Collections } from '../database/database.ts'
import { fakeSession, unreachable } from './_fake-session.ts'
import { parseRows, pullPage } from './pull.ts'
import { replicatedTickets } from './replicated-collection.ts'

const replicated = replicatedTickets({} as Collections, demo)
const ticket = aTicket(anEvent('created'))
const { signal } = new AbortController()

test('a page is asked from where the device stands', async () => {
  const page = { documents: [ticket], checkpoint: { token: 'c/2' }, more: true, epoch: 'e1' }
  const { session, asked } = fakeSession([ok(page), ok(page)])
  const checkpoint = { token: 'c/1' }
  expect(await pullPage(session, 'tickets', { checkpoint: undefined, signal })).toEqual(ok(page))
  expect(await pullPage(session, 'tickets', { checkpoint, signal })).toEqual(ok(page))
  expect(asked.map(({ path }) => path)).toEqual([
    '/sync/tickets/pull?limit=1000',
    '/sync/tickets/pull?limit=1000&checkpoint=c%2F1',
  ])
})

test('a gateway that cannot be asked is a value', async () => {
  const { session } = fakeSession([err(unreachable)])
  expect(await pullPage(session, 'tickets', { checkpoint: undefined, signal })).toEqual(
    err(unreachable),
  )
})

test('a document this build cannot read is passed over and spoils no other', () => {
  expect(parseRows(replicated, [{ id: 'strange' }, null, ticket, 7])).toEqual([
    { kind: 'document', document: ticket },
  ])
})

test('a tombstone erases, anything else does not', () => {
  const rows = [{ ...ticket, _deleted: true }, { id: 'T2', _deleted: true }, { _deleted: true }]
  expect(parseRows(replicated, rows)).toEqual([
    { kind: 'erased', id: ticket.id },
    { kind: 'erased', id: 'T2' },
  ])
  expect(parseRows(replicated, [{ ...ticket, _deleted: 'yes' }])).toEqual([
    { kind: 'document', document: ticket },
  ])
})
