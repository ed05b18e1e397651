import { expect, test, vi } from 'vitest'
import * as v from 'valibot'
import { LateBatch, lateBatchText, LateRequest, verifyText } from '@totem/shared-schema'
import { demo } from '../../ticket/_a-ticket.ts'
import { aCustomer, aDeviceRecord, aSaleRecord, ticketIdOf } from '../ledger/_a-ledger.ts'
import { type LedgerRecord } from '../ledger/ledger-record.ts'
import { aReplication } from './_a-replication.ts'
import { startHandingInLate } from './hand-in-late.ts'
import { replicatedCustomers, replicatedTickets } from './replicated-collection.ts'

const device = aDeviceRecord()
const [first, second] = [aSaleRecord(1), aSaleRecord(2)]
const maria = aCustomer(ticketIdOf(1))
const customerRecord: LedgerRecord = { kind: 'customer', customer: maria }

/** What is handed in, in a batch. */
interface Handed {
  readonly collection: string
  readonly ids: readonly unknown[]
}

/** A device that handed nothing in yet; `keep` gives the ids that a reachable gateway answers for. */
const aDevice = async (
  keep: (handed: Handed) => readonly unknown[],
  ...records: readonly LedgerRecord[]
) => {
  const world = await aReplication(() => undefined, ...records)
  const { collections, ledger, state$, closing } = world
  const handed: Handed[] = []
  const network = {
    origin: 'https://gateway.test',
    wake$: world.resync$,
    openSocket: () => {
      throw new Error('no socket here')
    },
    fetch: async (_url: string, { body }: RequestInit) => {
      const plain = await readBody(body)
      const { batch, signature } = v.parse(LateRequest, JSON.parse(plain))
      if (!verifyText(lateBatchText(device.device, batch), signature, device.publicKey))
        return new Response(null, { status: 403 })
      const { collection, rows } = v.parse(LateBatch, JSON.parse(batch))
      const one = { collection, ids: rows.map(({ id }) => id) }
      handed.push(one)
      return Response.json({ results: keep(one).map((id) => ({ id, status: 'kept' })) })
    },
  }
  const outboxes = [replicatedTickets(collections, demo), replicatedCustomers(collections)]
  const start = () =>
    closing(
      startHandingInLate({
        ...world.options,
        network,
        device,
        outboxes: outboxes.map(({ name, outbox: { owed } }) => ({ name, owed })),
      }),
    )
  const pending = () => [ledger.state.pending.size, ledger.state.customers.size]
  return { ledger, state$, handed, start, pending }
}

const readBody = async (body: unknown): Promise<string> => {
  if (typeof body === 'string') return body
  const packed = new Blob([v.parse(v.instance(ArrayBuffer), body)]).stream()
  return new Response(packed.pipeThrough(new DecompressionStream('gzip'))).text()
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms)
  })

test('nothing is handed in while the device is let in, or only away', async () => {
  const { start, state$, handed } = await aDevice(({ ids }) => ids, first)
  start()
  state$.next('down')
  await pause(30)
  expect(handed).toEqual([])
})

test('a device that is shut out hands in all it holds, signed, and owes nothing more', async () => {
  const { start, state$, handed, pending, ledger } = await aDevice(
    ({ ids }) => ids,
    first,
    second,
    customerRecord,
  )
  state$.next('revoked')
  start()
  await expect.poll(pending).toEqual([0, 0])
  expect(handed).toEqual([
    { collection: 'tickets', ids: [first.ticketId, second.ticketId] },
    { collection: 'customers', ids: [maria.id] },
  ])
  expect([...ledger.state.refused.values()]).toEqual(['revoked_device', 'revoked_device'])
})

test('what the gateway did not keep is handed in again', async () => {
  let answers = 0
  const { start, state$, pending } = await aDevice(
    ({ ids }) => {
      answers += 1
      return answers === 1 ? [] : ids.slice(0, 1)
    },
    ...[first, second],
  )
  state$.next('revoked')
  start()
  await expect.poll(pending).toEqual([0, 0])
  expect(answers).toBe(3)
})

test('a disk that cannot note what was handed in ends nothing: it is handed in again', async () => {
  const { start, state$, handed, pending, ledger } = await aDevice(({ ids }) => ids, first)
  const full = vi.spyOn(ledger, 'write').mockRejectedValueOnce(new Error('disk full'))
  state$.next('revoked')
  start()
  await expect.poll(pending).toEqual([0, 0])
  expect(full).toHaveBeenCalledTimes(2)
  expect(handed).toHaveLength(2)
})
