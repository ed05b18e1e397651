import { type Collections } from '../database/database.ts'
import { startDelivery, type ReplicationOptions, type Running } from './delivery.ts'
import { startFeed } from './feed.ts'
import { startHandingInLate, type LateOptions } from './hand-in-late.ts'
import {
  replicatedCatalog,
  replicatedCustomers,
  replicatedShifts,
  replicatedTickets,
} from './replicated-collection.ts'

/** What the replication of a device works with. */
export interface DeviceReplicationOptions
  extends ReplicationOptions, Omit<LateOptions, 'outboxes'> {
  readonly collections: Collections
}

/** Replicates everything a device holds, each collection and each way by itself: none waits for another. */
export const startReplication = (options: DeviceReplicationOptions): Running => {
  const { collections, device } = options
  const tickets = replicatedTickets(collections, device.tenantId)
  const customers = replicatedCustomers(collections)
  const shifts = replicatedShifts(collections)
  const running = [
    startFeed(options, replicatedCatalog(collections)),
    startFeed(options, tickets),
    startDelivery(options, tickets),
    startFeed(options, customers),
    startDelivery(options, customers),
    startFeed(options, shifts),
    startDelivery(options, shifts),
    startHandingInLate({
      ...options,
      outboxes: [tickets, customers, shifts].map(({ name, outbox: { owed } }) => ({ name, owed })),
    }),
  ]
  return {
    close: async () => {
      await Promise.all(running.map((part) => part.close()))
    },
  }
}
