import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeTickets, type Service } from '@totem/shared-schema'
import { iceBath } from '../_a-home.ts'
import { runs } from '../../_runs.ts'
import { anEvent, aTicket, demo } from '../../ticket/_a-ticket.ts'
import { keepTicket } from '../acts/keep-ticket.ts'
import { aCustomer, ticketIdOf } from '../ledger/_a-ledger.ts'
import { aDatabase } from './_a-database.ts'
import { absorb, type Arrival } from './absorb.ts'
import {
  replicatedCatalog,
  replicatedCustomers,
  replicatedTickets,
} from './replicated-collection.ts'

const created = anEvent('created')
const called = anEvent('called', { at: 2_000 })
const started = anEvent('started', { at: 3_000 })
const every = [created, called, started]
const arrivalOf = <D>(document: D): Arrival<D> => ({ kind: 'document', document })

const ticketsOf = async () => {
  const { collections } = await aDatabase()
  const replicated = replicatedTickets(collections, demo)
  const eventsOf = async (): Promise<readonly string[]> => {
    const held = await collections.tickets.find().exec()
    return held.flatMap((copy) => Object.keys(copy.toMutableJSON().events)).toSorted()
  }
  return { collections, replicated, eventsOf }
}
const idsOf = (...events: readonly { readonly id: string }[]): readonly string[] =>
  events.map(({ id }) => id).toSorted()

test('what arrives joins what is there; neither replaces the other', async () => {
  const { collections, replicated, eventsOf } = await ticketsOf()
  await keepTicket({ collections }, aTicket(created, called))
  await absorb(replicated, [arrivalOf(aTicket(created, started))])
  expect(await eventsOf()).toEqual(idsOf(...every))
})

test('an older state takes nothing back', async () => {
  const { collections, replicated, eventsOf } = await ticketsOf()
  await keepTicket({ collections }, aTicket(...every))
  await absorb(replicated, [arrivalOf(aTicket(created))])
  expect(await eventsOf()).toEqual(idsOf(...every))
})

test('what is held already is not written again', async () => {
  const { collections, replicated } = await ticketsOf()
  await keepTicket({ collections }, aTicket(...every))
  const before = await collections.tickets.findOne().exec()
  await absorb(replicated, [arrivalOf(aTicket(created)), arrivalOf(aTicket(...every))])
  expect((await collections.tickets.findOne().exec())?.revision).toBe(before?.revision)
})

test('own acts and arrivals of one moment, in any order and pieces, end in their union', async () => {
  const piece = fc.uniqueArray(fc.constantFrom(called, started, created), { minLength: 1 })
  const step = fc.record({ isOwn: fc.boolean(), piece })
  const { collections, replicated } = await ticketsOf()
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      run += 1
      const id = ticketIdOf(run)
      const pieces = steps.map(({ isOwn, piece: events }) => ({
        isOwn,
        document: { ...aTicket(...events), id },
      }))
      await Promise.all(
        pieces.map(({ isOwn, document }) =>
          isOwn ? keepTicket({ collections }, document) : absorb(replicated, [arrivalOf(document)]),
        ),
      )
      const held = await collections.tickets.findOne(id).exec()
      const all = pieces.map(({ document }) => document).reduce((a, b) => mergeTickets(a, b))
      expect(Object.keys(held?.toMutableJSON().events ?? {}).toSorted()).toEqual(
        Object.keys(all.events).toSorted(),
      )
    }),
    runs(50),
  )
})

test('several arrivals of one document in one batch count all', async () => {
  const { replicated, eventsOf } = await ticketsOf()
  await absorb(replicated, [arrivalOf(aTicket(created)), arrivalOf(aTicket(created, called))])
  await absorb(replicated, [arrivalOf(aTicket(started)), arrivalOf(aTicket(created))])
  expect(await eventsOf()).toEqual(idsOf(...every))
})

test('word of an erasure removes the copy, and of one that is not here nothing happens', async () => {
  const { collections } = await aDatabase()
  const replicated = replicatedCustomers(collections)
  const [gone, stays] = [aCustomer(ticketIdOf(1)), aCustomer(ticketIdOf(2))]
  await absorb(replicated, [arrivalOf(gone), arrivalOf(stays)])
  await absorb(replicated, [
    { kind: 'erased', id: gone.id },
    { kind: 'erased', id: ticketIdOf(3) },
  ])
  expect((await collections.customers.find().exec()).map(({ id }) => id)).toEqual([stays.id])
})

test('of the price list the latest word stands', async () => {
  const { collections } = await aDatabase()
  const replicated = replicatedCatalog(collections)
  const dearer: Service = { ...iceBath, name: 'Banheira' }
  await absorb(replicated, [arrivalOf(iceBath)])
  await absorb(replicated, [arrivalOf(dearer)])
  expect((await collections.catalog.findOne().exec())?.toMutableJSON().name).toBe('Banheira')
})

test('a document that arrives again after its erasure is held again', async () => {
  const { replicated, eventsOf } = await ticketsOf()
  const ticket = aTicket(created, called)
  await absorb(replicated, [arrivalOf(ticket)])
  await absorb(replicated, [{ kind: 'erased', id: ticket.id }])
  expect(await eventsOf()).toEqual([])
  await absorb(replicated, [arrivalOf(ticket)])
  expect(await eventsOf()).toEqual(idsOf(created, called))
})
