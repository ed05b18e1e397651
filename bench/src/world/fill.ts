import { type Database, type DocumentToWrite } from '@totem/couchdb'
import { type TicketDocument } from '@totem/shared-schema'
import { type Sold } from './seller.ts'
import { type WireKiosk } from './wire-kiosk.ts'

/** How many documents one request of the filling carries. */
const batch = 500

/** Fills Totem as kiosks do: the gateway admits every event. */
export const fillTotem = async (kiosk: WireKiosk, sold: readonly Sold[]): Promise<void> => {
  for (const some of inBatches(sold)) {
    await kiosk.pushTickets(some)
    await kiosk.pushCustomers(some)
  }
}

/** Writes documents straight into a database. Throws when one is not taken. */
export const fillDatabase = async (
  database: Database,
  documents: readonly DocumentToWrite[],
): Promise<void> => {
  for (const some of inBatches(documents)) {
    const outcomes = await database.putMany(some)
    if (outcomes.some(({ kind }) => kind !== 'stored'))
      throw new Error(`${database.name} did not take everything`)
  }
}

/** Prints a ticket as `replicateCouchDB` stores it. */
export const rivalTicket = ({
  document: { id, tenantId, events },
}: {
  readonly document: TicketDocument
}): DocumentToWrite => ({ _id: id, tenantId, events })

/** Prints a customer as `replicateCouchDB` stores it. */
export const rivalCustomer = ({ customer: { id, ...rest } }: Sold): DocumentToWrite => ({
  _id: id,
  ...rest,
})

const inBatches = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / batch) }, (_, at) =>
    all.slice(at * batch, (at + 1) * batch),
  )
