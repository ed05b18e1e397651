import { concatMap, filter, map, merge, Subject, type Observable } from 'rxjs'
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication'
import { type Checkpoint } from '@totem/shared-schema'
import { type Ledger } from '../ledger/ledger.ts'
import { type Connection } from './connection.ts'
import { type Clock } from './network.ts'
import { parseRows, pullPage, type StreamItem } from './pull.ts'
import { pushRows } from './push.ts'
import { type ReplicatedCollection } from './replicated-collection.ts'
import { type Session } from './session.ts'

/** How long RxDB waits before it asks again after a failure, in milliseconds. */
const retryTimeMs = 250

/** Rows of one pull and of one push. */
const pullBatch = 500
const pushBatch = 200

/** What replication works with. */
export interface ReplicationOptions {
  readonly connection: Connection
  readonly session: Session
  readonly ledger: Ledger
  readonly clock: Clock
}

/** A running replication. */
export interface Replication {
  readonly close: () => Promise<void>
}

/**
 * Replicates one collection with RxDB's engine and our handlers. A database that began a new life
 * (restored, wiped) is met by a new generation: with a new identifier RxDB forgets what it
 * believed the gateway to hold, and offers everything this device still has.
 */
export const startReplication = <D extends { readonly id: string }>(
  options: ReplicationOptions,
  replicated: ReplicatedCollection<D>,
): Replication => {
  const { ledger } = options
  const { name } = replicated
  const reborn$ = new Subject<void>()
  let turn: Promise<unknown> = Promise.resolve()

  const meetEpoch = async (epoch: string): Promise<void> => {
    const life = ledger.state.epochs.get(name)
    if (life?.epoch === epoch) return
    const generation = life === undefined ? 0 : life.generation + 1
    await ledger.write(() => ({
      records: [{ kind: 'epoch', collection: name, epoch, generation }],
      value: undefined,
    }))
    if (life !== undefined) reborn$.next()
  }

  const start = (): RxReplicationState<D, Checkpoint> =>
    startGeneration(options, replicated, {
      generation: ledger.state.epochs.get(name)?.generation ?? 0,
      meetEpoch,
    })

  let state = start()
  const reborn = reborn$.subscribe(() => {
    turn = turn.then(async () => {
      await state.cancel()
      state = start()
    })
  })
  return {
    close: async () => {
      reborn.unsubscribe()
      await turn
      await state.cancel()
    },
  }
}

interface Generation {
  readonly generation: number
  readonly meetEpoch: (epoch: string) => Promise<void>
}

const startGeneration = <D extends { readonly id: string }>(
  options: ReplicationOptions,
  replicated: ReplicatedCollection<D>,
  { generation, meetEpoch }: Generation,
): RxReplicationState<D, Checkpoint> => {
  const { connection, session } = options
  const { name, collection } = replicated
  const pull = {
    batchSize: pullBatch,
    handler: async (checkpoint: Checkpoint | undefined, limit: number) => {
      await connection.whenUp()
      const { epoch, ...page } = await pullPage(session, replicated, { checkpoint, limit })
      await meetEpoch(epoch)
      await pushed()
      return page
    },
    stream$: streamOf(connection, replicated).pipe(
      concatMap(async (item) => {
        if (item !== 'RESYNC') await pushed()
        return item
      }),
    ),
  }
  let state: RxReplicationState<D, Checkpoint> | undefined = undefined
  /**
   * RxDB passes over what arrives for a document it is pushing, because the answer will bring it; but that
   * answer may have been given before. What arrives waits until the push has been answered and noted.
   */
  const pushed = async (): Promise<void> => {
    await state?.internalReplicationState?.streamQueue.up
  }
  const common = {
    replicationIdentifier: `totem-${name}-${generation}`,
    collection,
    live: true,
    retryTime: retryTimeMs,
    waitForLeadership: false,
    pull,
  }
  if (replicated.toWire === null) return replicateRxCollection<D, Checkpoint>(common)
  state = replicateRxCollection<D, Checkpoint>({
    ...common,
    push: {
      batchSize: pushBatch,
      handler: async (rows) => {
        await connection.whenUp()
        return pushRows(options, replicated, rows)
      },
    },
  })
  return state
}

const streamOf = <D extends { readonly id: string }>(
  connection: Connection,
  replicated: ReplicatedCollection<D>,
): Observable<StreamItem<D>> =>
  merge(
    // RxDB drops a RESYNC that waits behind rows (`downstream.js`, `openTasks.shift()` before `break`), and with
    // it whatever was missed. Of two it drops one; a second one that is not needed asks nothing of the gateway.
    connection.resync$.pipe(concatMap((): StreamItem<D>[] => ['RESYNC', 'RESYNC'])),
    connection.rows$.pipe(
      filter((rows) => rows.collection === replicated.name),
      map(({ documents, checkpoint }): StreamItem<D> => ({
        documents: parseRows(replicated, documents),
        checkpoint,
      })),
    ),
  )
