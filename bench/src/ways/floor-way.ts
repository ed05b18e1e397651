import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { filter, map, type Observable } from 'rxjs'
import { type RxCollection, type RxReplicationPullStreamItem, type WithDeleted } from 'rxdb'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { Customer, KioskLetter, TicketDocument } from '@totem/shared-schema'
import * as v from 'valibot'
import { type BenchStack } from '../world/bench-stack.ts'
import { type Link } from '../world/link.ts'
import { type FloorMessage } from './floor-messages.ts'
import { openFloorSocket, type FloorSocket } from './floor-socket.ts'
import { openRxPair, type Replicating } from './rx-pair.ts'
import { type RxCollections } from './rx-side.ts'
import { type Way } from './way.ts'

/** The floor while its server runs. */
export interface Floor extends AsyncDisposable {
  readonly way: Way
  readonly pid: number
}

const retryTimeMs = 250
const batchSize = 1_000
const letter = v.parse(KioskLetter, 'F')

/** Starts the floor's server; its pairs are RxDB with the thinnest handlers there can be. */
export const startFloor = async ({ folder }: BenchStack): Promise<Floor> => {
  const program = fileURLToPath(new URL('./floor-server.ts', import.meta.url))
  const child = spawn(process.execPath, [program, join(folder, `floor-${Date.now()}.log`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const port = await firstLine(child.stdout)
  const server = `http://127.0.0.1:${port}`
  return {
    way: {
      name: 'floor',
      open: (lay) => openRxPair({ server, lay, letter, replicate: replicateOnFloor }),
    },
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await ended
    },
  }
}

const firstLine = async (output: NodeJS.ReadableStream): Promise<string> => {
  for await (const line of createInterface({ input: output })) return line
  throw new Error('the floor did not start')
}

const replicateOnFloor = async (collections: RxCollections, link: Link): Promise<Replicating> => {
  const socket = await openFloorSocket(link.url)
  const states = [
    startOnFloor(socket, {
      name: 'tickets',
      collection: collections.tickets,
      parse: (row) => v.parse(TicketDocument, row),
    }),
    startOnFloor(socket, {
      name: 'customers',
      collection: collections.customers,
      parse: (row) => v.parse(Customer, row),
    }),
  ]
  await Promise.all(states.map((state) => state.awaitInitialReplication()))
  return {
    close: async () => {
      await Promise.all(states.map((state) => state.cancel()))
      socket.close()
    },
  }
}

/** RxDB merges checkpoints member by member, so a bare number would not do. */
interface FloorCheckpoint {
  readonly at: number
}

interface OnFloor<D> {
  readonly name: FloorMessage['collection']
  readonly collection: RxCollection<D>
  readonly parse: (row: unknown) => D
}

const startOnFloor = <D>(socket: FloorSocket, { name, collection, parse }: OnFloor<D>) => {
  const alive = (row: unknown): WithDeleted<D> => ({ ...parse(row), _deleted: false })
  const stream$: Observable<RxReplicationPullStreamItem<D, FloorCheckpoint>> = socket.rows$.pipe(
    filter((rows) => rows.collection === name),
    map(({ documents, at }) => ({ documents: documents.map(alive), checkpoint: { at } })),
  )
  return replicateRxCollection<D, FloorCheckpoint>({
    replicationIdentifier: `floor-${name}`,
    collection,
    live: true,
    retryTime: retryTimeMs,
    waitForLeadership: false,
    push: {
      batchSize,
      handler: async (rows) => {
        const documents = rows.map(({ newDocumentState }) => ({ ...newDocumentState }))
        await socket.ask({ collection: name, documents })
        return []
      },
    },
    pull: {
      batchSize,
      stream$,
      handler: async (checkpoint) => {
        const { documents, at } = await socket.ask({ collection: name, from: checkpoint?.at ?? 0 })
        return { documents: documents.map(alive), checkpoint: { at } }
      },
    },
  })
}
