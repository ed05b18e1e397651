import { expect, test } from 'vitest'
import { err, ok, type TicketDocument } from '@totem/shared-schema'
import { anEvent, aTicket } from '../../ticket/_a-ticket.ts'
import { replicatedTickets } from './replicated-collection.ts'
import { type Collections } from '../database/database.ts'
import { fakeSession, unreachable } from './_fake-session.ts'
import { parseRows, pullPage } from './pull.ts'

const replicated = replicatedTickets({} as Collections)
const ticket = aTicket(anEvent('created'))
const copies = (count: number): readonly TicketDocument[] =>
  Array.from({ length: count }, () => ticket)
const page = (documents: readonly unknown[], token: string, more: boolean) =>
  ok({ documents, checkpoint: { token }, more, epoch: 'e1' })

test('one page that holds all is all', async () => {
  const { session, asked } = fakeSession([page([ticket], 'c1', false)])
  expect(await pullPage(session, replicated, { checkpoint: undefined, limit: 5 })).toEqual({
    documents: [{ ...ticket, _deleted: false }],
    checkpoint: { token: 'c1' },
    epoch: 'e1',
  })
  expect(asked).toEqual([{ method: 'GET', path: '/sync/tickets/pull?limit=5', body: undefined }])
})

test('short pages are joined until the batch is full', async () => {
  const { session, asked } = fakeSession([
    page(copies(2), 'c1', true),
    page([], 'c2', true),
    page(copies(3), 'c/3', true),
  ])
  const pulled = await pullPage(session, replicated, { checkpoint: { token: 'c0' }, limit: 5 })
  expect([pulled.documents.length, pulled.checkpoint]).toEqual([5, { token: 'c/3' }])
  expect(asked.map(({ path }) => path)).toEqual([
    '/sync/tickets/pull?limit=5&checkpoint=c0',
    '/sync/tickets/pull?limit=3&checkpoint=c1',
    '/sync/tickets/pull?limit=3&checkpoint=c2',
  ])
})

test('a batch that is not full is the end of the feed', async () => {
  const { session, asked } = fakeSession([
    page(copies(2), 'c1', true),
    page(copies(1), 'c2', false),
  ])
  const pulled = await pullPage(session, replicated, { checkpoint: undefined, limit: 5 })
  expect([pulled.documents.length, asked.length]).toEqual([3, 2])
})

test('a document this build cannot read is passed over, and its place in the batch is filled', async () => {
  const { session } = fakeSession([
    page([{ id: 'strange' }, ticket], 'c1', true),
    page([ticket], 'c2', false),
  ])
  const pulled = await pullPage(session, replicated, { checkpoint: undefined, limit: 2 })
  expect(pulled.documents).toHaveLength(2)
})

test('a gateway that cannot be asked is an error that names the collection', async () => {
  const { session } = fakeSession([err(unreachable)])
  await expect(pullPage(session, replicated, { checkpoint: undefined, limit: 5 })).rejects.toThrow(
    'pull of tickets: unreachable',
  )
})

test('a tombstone deletes, anything else does not', () => {
  const rows = [{ ...ticket, _deleted: true }, { ...ticket, _deleted: 'yes' }, ticket]
  expect(parseRows(replicated, rows).map(({ _deleted }) => _deleted)).toEqual([true, false, false])
})
