import { type RxCollection } from 'rxdb'
import { replicateCouchDB } from 'rxdb/plugins/replication-couchdb'
import { KioskLetter } from '@totem/shared-schema'
import * as v from 'valibot'
import { type BenchStack } from '../world/bench-stack.ts'
import { rivalDatabase } from '../world/databases.ts'
import { type Link } from '../world/link.ts'
import { openRxPair, type Replicating } from './rx-pair.ts'
import { type RxCollections } from './rx-side.ts'
import { type Way } from './way.ts'

/** After how long RxDB tries again; its own default is 5,000 ms, Totem's devices take this. */
const retryTimeMs = 250

/** Rows of a pull and of a push; RxDB's own default is 100 of each, which is slower for both. */
const pullBatch = 1_000
const pushBatch = 500

const letter = v.parse(KioskLetter, 'R')

/** Opens pairs that replicate with RxDB's own `replicateCouchDB`, straight on the CouchDB below the gateway. */
export const couchWay = async (stack: BenchStack): Promise<Way> => {
  await rivalDatabase(stack.couch, 'tickets')
  await rivalDatabase(stack.couch, 'customers')
  return {
    name: 'couchdb',
    open: (lay) =>
      openRxPair({
        server: stack.couchUrl,
        lay,
        letter,
        replicate: (collections, link) => replicateOnCouch(stack, collections, link),
      }),
  }
}

/** Starts `replicateCouchDB` for both collections of a device and resolves once the first pull is through. */
export const replicateOnCouch = async (
  { couchAuthorization }: BenchStack,
  collections: RxCollections,
  link: Link,
): Promise<Replicating> => {
  const fetchAsAdmin: typeof fetch = async (url, init) => {
    const headers = new Headers(init?.headers)
    headers.set('authorization', couchAuthorization)
    const response = await fetch(url, { ...init, headers })
    // As shipped, the plugin takes an error for data and goes deaf for good.
    if (!response.ok) throw new Error(`CouchDB answered ${response.status}`)
    return response
  }
  const start = <D>(collection: RxCollection<D>, database: string) =>
    replicateCouchDB<D>({
      replicationIdentifier: `rival-${database}`,
      collection,
      url: `${link.url}/totem_rival_${database}/`,
      fetch: fetchAsAdmin,
      live: true,
      retryTime: retryTimeMs,
      waitForLeadership: false,
      pull: { batchSize: pullBatch },
      push: { batchSize: pushBatch },
    })
  const tickets = start(collections.tickets, 'tickets')
  const customers = start(collections.customers, 'customers')
  await Promise.all([tickets.awaitInitialReplication(), customers.awaitInitialReplication()])
  return {
    close: async () => {
      await Promise.all([tickets.cancel(), customers.cancel()])
    },
  }
}
