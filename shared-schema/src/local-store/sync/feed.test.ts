import { expect, test } from 'vitest'
import { type TicketDocument } from '@totem/shared-schema'
import { anEvent, aTicket, demo } from '../../ticket/_a-ticket.ts'
import { ticketIdOf } from '../ledger/_a-ledger.ts'
import { aReplication, type Answerer } from './_a-replication.ts'
import { startFeed } from './feed.ts'
import { replicatedTickets } from './replicated-collection.ts'

const ticketOf = (counter: number): TicketDocument => ({
  ...aTicket(anEvent('created')),
  id: ticketIdOf(counter),
})
const page = (token: string, more: boolean, ...documents: readonly TicketDocument[]) => ({
  ...{ documents, more, epoch: 'e1' },
  checkpoint: { token },
})

/** A running feed of tickets. */
const aFeed = async (answer: Answerer) => {
  const world = await aReplication(answer)
  const replicated = replicatedTickets(world.collections, demo)
  const start = () => world.closing(startFeed(world.options, replicated))
  const shown = async (): Promise<readonly string[]> => {
    const held = await world.collections.tickets.find().exec()
    return held.map(({ id }) => id).toSorted()
  }
  const place = async () => (await world.checkpoints.place('tickets'))?.token
  const tell = (token: string, ...documents: readonly TicketDocument[]) =>
    world.rows$.next({
      ...{
        type: 'rows',
        collection: 'tickets',
        documents: documents.map((document) => ({ ...document })),
      },
      checkpoint: { token },
    })
  const askedFrom = () =>
    world.asked.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('checkpoint'))
  return { ...world, start, shown, place, tell, askedFrom }
}
const ids = (...counters: readonly number[]) =>
  counters.map((counter) => ticketIdOf(counter)).toSorted()

test('everything since the last time is read, page by page, and the epoch is noted at the end', async () => {
  const pages = [page('c1', true, ticketOf(1)), page('c2', true), page('c3', false, ticketOf(2))]
  const { start, resync$, shown, ledger, askedFrom } = await aFeed(() => pages.shift())
  start()
  resync$.next()
  await expect.poll(() => ledger.state.epochs.get('tickets')?.epoch).toBe('e1')
  expect(await shown()).toEqual(ids(1, 2))
  expect(askedFrom()).toEqual([null, 'c1', 'c2'])
})

test('a device that comes back goes on where it stood', async () => {
  const { start, resync$, askedFrom, place, ledger } = await aFeed(() => page('c7', false))
  const running = start()
  resync$.next()
  await expect.poll(() => ledger.state.epochs.size).toBe(1)
  await running.close()
  expect(await place()).toBe('c7')
  start()
  resync$.next()
  await expect.poll(askedFrom).toEqual([null, 'c7'])
})

test('changes are shown as they happen, and tell how far the device has come', async () => {
  const { start, resync$, shown, place, tell } = await aFeed(() => page('c1', false))
  const running = start()
  resync$.next()
  tell('c2', ticketOf(1))
  await expect.poll(shown).toEqual(ids(1))
  await running.close()
  expect(await place()).toBe('c2')
})

test('a change that arrives during the catch-up is not overtaken by the older page', async () => {
  const called = anEvent('called')
  const older = ticketOf(1)
  const newer = { ...older, events: { ...older.events, [called.id]: called.event } }
  const { start, resync$, tell, collections, place } = await aFeed(() => {
    tell('c9', newer)
    return page('c1', false, older)
  })
  const running = start()
  resync$.next()
  await expect
    .poll(async () =>
      Object.keys((await collections.tickets.findOne().exec())?.toMutableJSON().events ?? {}),
    )
    .toHaveLength(2)
  await running.close()
  expect(await place()).toBe('c9')
})

test('a change after a gap does not hide the gap', async () => {
  let isBroken = false
  const { start, resync$, tell, shown, askedFrom } = await aFeed(() => {
    if (isBroken) throw new Error('cut')
    return askedFrom().length === 1 ? page('c1', false) : page('c5', false, ticketOf(4))
  })
  start()
  resync$.next()
  await expect.poll(askedFrom).toEqual([null])
  isBroken = true
  resync$.next()
  tell('c6', ticketOf(6))
  await expect.poll(shown).toEqual(ids(6))
  isBroken = false
  await expect.poll(shown).toEqual(ids(4, 6))
  expect(new Set(askedFrom().slice(1))).toEqual(new Set(['c1']))
})

test('a pull from before the connection was lost is not waited for', async () => {
  const { start, resync$, asked, shown } = await aFeed(({ signal }) => {
    if (asked.length > 1) return page('c1', false, ticketOf(1))
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => {
        reject(new Error('aborted'))
      })
    })
  })
  start()
  resync$.next()
  await expect.poll(() => asked.length).toBe(1)
  resync$.next()
  await expect.poll(shown).toEqual(ids(1))
})

test('changes of other collections are none of its business', async () => {
  const { start, rows$, shown } = await aFeed(() => page('c1', false))
  const running = start()
  rows$.next({
    ...{ type: 'rows', collection: 'shifts', documents: [{ ...ticketOf(1) }] },
    checkpoint: { token: 'c2' },
  })
  await running.close()
  expect(await shown()).toEqual([])
})

test('a new life of the database makes a new generation, and what was read before stays', async () => {
  let epoch = 'e1'
  const { start, resync$, ledger } = await aFeed(() => ({ ...page('c1', false), epoch }))
  start()
  resync$.next()
  await expect.poll(() => ledger.state.epochs.get('tickets')).toEqual({ epoch, generation: 0 })
  epoch = 'e2'
  resync$.next()
  await expect.poll(() => ledger.state.epochs.get('tickets')).toEqual({ epoch, generation: 1 })
})
