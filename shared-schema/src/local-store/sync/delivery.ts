import { retryMs } from './backoff.ts'
import { type Checkpoints } from './checkpoints.ts'
import { type Connection } from './connection.ts'
import { createLatch } from './latch.ts'
import { type WireRow } from './outbox.ts'
import { pushRows, type PushOptions } from './push.ts'
import { type DeliveredCollection } from './replicated-collection.ts'
import { type RequestProblem } from './request.ts'

/** Rows of one push. */
const pushBatch = 200

/** How long a row that the gateway cannot take alone lets others go first, in milliseconds. */
const heldBackMs = 60_000

/** What delivering and reading work with. */
export interface ReplicationOptions extends Omit<PushOptions, 'signal'> {
  readonly connection: Connection
  readonly checkpoints: Checkpoints
  /** In [0, 1); spreads attempts. */
  readonly random: () => number
}

/** A running piece of replication. */
export interface Running {
  readonly close: () => Promise<void>
}

/**
 * Delivers what the ledger owes the gateway, oldest first, until nothing is owed; then waits for more. A database
 * that began a new life is offered everything this device holds.
 */
export const startDelivery = <D extends { readonly id: string }>(
  options: ReplicationOptions,
  replicated: DeliveredCollection<D>,
): Running => {
  const { ledger, connection, checkpoints } = options
  const { name, collection, outbox } = replicated
  const latch = createLatch()
  const closing = new AbortController()
  const waiting = new Set<string>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let attempt = new AbortController()
  let batch = pushBatch
  let failures = 0
  /** What a database that began a new life was not offered yet. */
  let offer: { readonly generation: number; readonly rows: readonly WireRow[] } | undefined

  const push = async (rows: readonly WireRow[]): Promise<boolean> => {
    attempt = new AbortController()
    const signal = AbortSignal.any([closing.signal, attempt.signal])
    const pushed = await pushRows({ ...options, signal }, replicated, rows)
    const isPushed = pushed.ok && pushed.value === 'settled'
    failures = isPushed ? 0 : failures + 1
    if (pushed.ok) batch = pushBatch
    else if (isOverdone(pushed.error)) makeSmaller(rows)
    return isPushed
  }

  /** A batch the gateway cannot take is halved, until the one row that spoils it stands alone and lets others go first. */
  const makeSmaller = (rows: readonly WireRow[]): void => {
    batch = Math.max(1, Math.floor(rows.length / 2))
    const [spoiler] = rows
    if (rows.length > 1 || spoiler === undefined) return
    waiting.add(spoiler.id)
    const timer = setTimeout(() => {
      timers.delete(timer)
      waiting.delete(spoiler.id)
      latch.set()
    }, heldBackMs)
    timers.add(timer)
  }

  /** Gives whether there was nothing left to do. What is owed is looked up once it can be sent: all of it by then. */
  const deliver = async (): Promise<boolean> => {
    await connection.whenUp(closing.signal)
    if (closing.signal.aborted) return true
    const rows = await outbox.owed(ledger.state, { limit: batch, without: waiting })
    if (rows.length === 0) return offerAgain()
    await push(rows)
    return false
  }

  const offerAgain = async (): Promise<boolean> => {
    const generation = ledger.state.epochs.get(name)?.generation ?? 0
    if (generation === 0 || generation === (await checkpoints.offered(name))) return true
    if (offer?.generation !== generation) offer = { generation, rows: await everything() }
    if (offer.rows.length === 0) {
      await checkpoints.saveOffered(name, generation)
      offer = undefined
      return true
    }
    const rows = offer.rows.filter(({ id }) => !waiting.has(id)).slice(0, batch)
    if (rows.length === 0) return true
    if (await push(rows))
      offer = { generation, rows: offer.rows.filter((row) => !rows.includes(row)) }
    return false
  }

  const everything = async (): Promise<readonly WireRow[]> => {
    const documents = await collection.find().exec()
    return documents.flatMap(
      (document) => outbox.offered(document.toMutableJSON(), ledger.state) ?? [],
    )
  }

  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const isDone = await deliver().catch(() => {
        failures += 1
        return false
      })
      if (isDone) await latch.wait()
      else if (failures > 0) await latch.wait(retryMs(failures, options.random()))
    }
  }
  const subscriptions = [
    ledger.changed$.subscribe(latch.set),
    // A request from before the connection was lost may hang until its time limit; its answer would come twice.
    connection.resync$.subscribe(() => {
      attempt.abort()
      latch.set()
    }),
  ]
  const running = run()
  return {
    close: async () => {
      closing.abort()
      for (const subscription of subscriptions) subscription.unsubscribe()
      for (const timer of timers) clearTimeout(timer)
      latch.set()
      await running
    },
  }
}

/** Says whether asking the same again is pointless: the gateway understood, and will not take so much or such a thing. */
const isOverdone = (problem: RequestProblem): boolean =>
  problem.kind === 'answered' && [400, 413, 422].includes(problem.status)
