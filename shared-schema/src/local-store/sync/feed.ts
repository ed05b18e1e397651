import { type Checkpoint, type LiveServerMessage } from '@totem/shared-schema'
import { absorb, type Arrival } from './absorb.ts'
import { retryMs } from './backoff.ts'
import { type ReplicationOptions, type Running } from './delivery.ts'
import { createLatch } from './latch.ts'
import { createLazyWrite } from './lazy-write.ts'
import { parseRows, pullPage } from './pull.ts'
import { type ReplicatedCollection } from './replicated-collection.ts'

type RowsMessage = Extract<LiveServerMessage, { type: 'rows' }>

/**
 * Reads what the gateway holds: first everything since the last time, then every change as it happens. Changes that
 * arrive meanwhile wait, so that none is overtaken by an older state; they tell how far the device has come
 * only when nothing before them is missing.
 */
export const startFeed = <D extends { readonly id: string }>(
  options: ReplicationOptions,
  replicated: ReplicatedCollection<D>,
): Running => {
  const { connection, session, checkpoints } = options
  const { name } = replicated
  const latch = createLatch()
  const closing = new AbortController()
  let attempt = new AbortController()
  const place = createLazyWrite((checkpoint: Checkpoint) => checkpoints.savePlace(name, checkpoint))
  let rows: RowsMessage[] = []
  let reached: Checkpoint | undefined
  let isBehind = false
  let failures = 0

  const catchUp = async (): Promise<void> => {
    isBehind = false
    await connection.whenUp(closing.signal)
    attempt = new AbortController()
    const signal = AbortSignal.any([closing.signal, attempt.signal])
    reached ??= await checkpoints.place(name)
    const pull = (checkpoint: Checkpoint | undefined) =>
      pullPage(session, name, { checkpoint, signal })
    for (let asked = pull(reached); !closing.signal.aborted;) {
      const page = await asked
      if (!page.ok) throw new Error(`pull of ${name}: ${page.error.kind}`, { cause: page.error })
      const { documents, checkpoint, more, epoch } = page.value
      // The next page is on its way while this one is kept.
      if (more) asked = pull(checkpoint)
      await absorb(replicated, parseRows(replicated, documents))
      reached = checkpoint
      place.write(reached)
      if (more) continue
      await meetLife(options, name, epoch)
      return
    }
  }

  const takeRows = async (): Promise<void> => {
    const taken = rows
    // A change after a gap must not hide the gap.
    const last = isBehind ? undefined : taken.at(-1)
    rows = []
    const arrivals = taken.flatMap(({ documents }): readonly Arrival<D>[] =>
      parseRows(replicated, documents),
    )
    await absorb(replicated, arrivals)
    if (last === undefined) return
    reached = last.checkpoint
    place.write(reached)
  }

  /** What could not be read or kept is pulled again. */
  const succeeds = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch {
      isBehind = true
      return false
    }
  }

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      await latch.wait(failures > 0 ? retryMs(failures, options.random()) : undefined)
      const isRead = !isBehind || (await succeeds(catchUp))
      const isTaken = await succeeds(takeRows)
      failures = isRead && isTaken ? 0 : failures + 1
    }
    await place.flush()
  }

  const subscriptions = [
    connection.resync$.subscribe(() => {
      isBehind = true
      // A request from before the connection was lost may hang until its time limit.
      attempt.abort()
      latch.set()
    }),
    connection.rows$.subscribe((message) => {
      if (message.collection !== name) return
      rows.push(message)
      latch.set()
    }),
  ]
  const running = run()
  return {
    close: async () => {
      closing.abort()
      for (const subscription of subscriptions) subscription.unsubscribe()
      latch.set()
      await running
    },
  }
}

/** Notes which life of the database this is; a new one is owed everything that the ledger still holds. */
const meetLife = async (
  { ledger }: ReplicationOptions,
  name: RowsMessage['collection'],
  epoch: string,
): Promise<void> => {
  const life = ledger.state.epochs.get(name)
  if (life?.epoch === epoch) return
  const generation = life === undefined ? 0 : life.generation + 1
  await ledger.write(() => ({
    records: [{ kind: 'epoch', collection: name, epoch, generation }],
    value: undefined,
  }))
}
