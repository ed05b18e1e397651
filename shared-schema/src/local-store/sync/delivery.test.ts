import { expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { PushRequest } from '@totem/shared-schema'
import { anEvent, demo } from '../../ticket/_a-ticket.ts'
import { keepTicket } from '../acts/keep-ticket.ts'
import { aSaleRecord } from '../ledger/_a-ledger.ts'
import { aReplication, Refused, type Question } from './_a-replication.ts'
import { startDelivery } from './delivery.ts'
import { replicatedTickets } from './replicated-collection.ts'

const sales = [1, 2, 3, 4, 5].map((counter) => aSaleRecord(counter))
const [first, second] = sales
if (first === undefined || second === undefined) throw new Error('five were made')

const idsOf = ({ body }: Question): readonly unknown[] =>
  v.parse(PushRequest, body).rows.map(({ id }) => id)
const storeAll = (question: Question): unknown => ({
  results: idsOf(question).map((id) => ({ id, status: 'stored', safe: true })),
})

/** A running delivery of tickets. */
const aDelivery = async (...given: Parameters<typeof aReplication>) => {
  const world = await aReplication(...given)
  const replicated = replicatedTickets(world.collections, demo)
  const start = () => world.closing(startDelivery(world.options, replicated))
  return { ...world, start, pending: () => world.ledger.state.pending.size }
}

test('what is owed at the start goes up in one push', async () => {
  const { start, asked, pending } = await aDelivery(storeAll, ...sales)
  start()
  await expect.poll(pending).toBe(0)
  expect(asked.map(idsOf)).toEqual([sales.map(({ ticketId }) => ticketId)])
})

test('what is signed while a push is on its way goes up with the next', async () => {
  const { start, asked, ledger, pending } = await aDelivery(async (question) => {
    if (asked.length === 1) await ledger.write(() => ({ records: [second], value: undefined }))
    return storeAll(question)
  }, first)
  start()
  await expect.poll(pending).toBe(0)
  expect(asked.map(idsOf)).toEqual([[first.ticketId], [second.ticketId]])
})

test('a gateway that does not answer is asked until it does', async () => {
  let failures = 3
  const { start, pending } = await aDelivery((question) => {
    failures -= 1
    if (failures >= 0) throw new Error('cut')
    return storeAll(question)
  }, first)
  start()
  await expect.poll(pending).toBe(0)
})

test('without a connection nothing is asked, and once it is back everything goes up', async () => {
  const { start, state$, asked, pending } = await aDelivery(storeAll, first)
  state$.next('down')
  start()
  await new Promise((resolve) => {
    setTimeout(resolve, 50)
  })
  expect(asked).toEqual([])
  state$.next('live')
  await expect.poll(pending).toBe(0)
})

test('what was signed while the connection was down goes up in one push', async () => {
  const { start, state$, asked, ledger, pending } = await aDelivery(storeAll, first)
  state$.next('down')
  start()
  await new Promise((resolve) => {
    setTimeout(resolve, 20)
  })
  await ledger.write(() => ({ records: [second], value: undefined }))
  state$.next('live')
  await expect.poll(pending).toBe(0)
  expect(asked.map(idsOf)).toEqual([[first.ticketId, second.ticketId]])
})

test('a push from before the connection was lost is not waited for', async () => {
  const { start, resync$, asked, pending } = await aDelivery((question) => {
    if (asked.length > 1) return storeAll(question)
    return new Promise((_, reject) => {
      question.signal?.addEventListener('abort', () => {
        reject(new Error('aborted'))
      })
    })
  }, first)
  start()
  await expect.poll(() => asked.length).toBe(1)
  resync$.next()
  await expect.poll(pending).toBe(0)
})

test('a row stored on a part of the cluster only is offered again', async () => {
  const { start, asked, pending } = await aDelivery(
    (question) => ({
      results: idsOf(question).map((id) => ({ id, status: 'stored', safe: asked.length > 1 })),
    }),
    first,
  )
  start()
  await expect.poll(pending).toBe(0)
  expect(asked).toHaveLength(2)
})

test.for([400, 413, 422])(
  'one row the gateway cannot take with a %d holds up none of its neighbours',
  async (status) => {
    const { start, asked, ledger } = await aDelivery(
      (question) => {
        if (idsOf(question).includes(first.ticketId)) throw new Refused(status)
        return storeAll(question)
      },
      ...sales,
    )
    start()
    await expect.poll(() => [...ledger.state.pending], { timeout: 5_000 }).toEqual([first.id])
    const tries = asked.filter((question) => idsOf(question).includes(first.ticketId)).length
    expect(tries).toBeLessThanOrEqual(4)
  },
)

test('a row that waits is tried again after a minute', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    let isTaken = false
    const { start, pending, asked } = await aDelivery((question) => {
      if (!isTaken) throw new Refused(413)
      return storeAll(question)
    }, first)
    const running = start()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    isTaken = true
    await vi.advanceTimersByTimeAsync(59_000)
    expect(pending()).toBe(1)
    await vi.advanceTimersByTimeAsync(2_000)
    await vi.waitFor(() => expect(pending()).toBe(0))
    await running.close()
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})

test('a database that began a new life is owed the device’s own events and offered everybody’s', async () => {
  const theirs = { ...second, event: second.event }
  const world = await aDelivery(storeAll, first, {
    kind: 'acknowledged',
    ids: [first.id],
    at: first.event.at,
  })
  const { ledger, collections, checkpoints, start, asked, pending } = world
  const called = anEvent('called')
  const documents = [
    { id: first.ticketId, events: { [first.id]: first.event, [called.id]: called.event } },
    { id: theirs.ticketId, events: { [theirs.id]: theirs.event } },
  ]
  for (const document of documents)
    await keepTicket({ collections }, { ...document, tenantId: demo })
  start()
  const live = (generation: number) =>
    ledger.write(() => ({
      records: [
        { kind: 'epoch', collection: 'tickets', epoch: `e${generation}`, generation } as const,
      ],
      value: undefined,
    }))
  await live(0)
  expect([pending(), asked.length]).toEqual([0, 0])
  await live(1)
  await expect.poll(() => checkpoints.offered('tickets')).toBe(1)
  expect(pending()).toBe(0)
  expect(asked.map(idsOf)).toEqual([[first.ticketId], [first.ticketId, theirs.ticketId].toSorted()])
  expect([...ledger.state.events.keys()]).toEqual([first.id])
})

test.for([400, 413, 422])(
  'of what is offered, a row the gateway cannot take with a %d holds up none of the others, and is offered again',
  async (status) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const taken = new Set<unknown>()
      let isSpoilt = true
      const { start, ledger, collections, checkpoints } = await aDelivery((question) => {
        if (isSpoilt && idsOf(question).includes(second.ticketId)) throw new Refused(status)
        for (const id of idsOf(question)) taken.add(id)
        return storeAll(question)
      })
      for (const { id, ticketId, event } of sales)
        await keepTicket({ collections }, { id: ticketId, tenantId: demo, events: { [id]: event } })
      const epoch = { kind: 'epoch', collection: 'tickets', epoch: 'e', generation: 1 } as const
      await ledger.write(() => ({ records: [epoch], value: undefined }))
      const running = start()
      const tickets = sales.map(({ ticketId }) => ticketId).toSorted()
      const others = tickets.filter((id) => id !== second.ticketId)
      await vi.waitFor(() => expect([...taken].toSorted()).toEqual(others))
      isSpoilt = false
      await vi.advanceTimersByTimeAsync(61_000)
      await vi.waitFor(() => expect([...taken].toSorted()).toEqual(tickets))
      await vi.waitFor(async () => expect(await checkpoints.offered('tickets')).toBe(1))
      await running.close()
    } finally {
      vi.useRealTimers()
    }
  },
)
