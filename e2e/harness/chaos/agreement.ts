import * as v from 'valibot'
import { firstValueFrom } from 'rxjs'
import {
  foldTicket,
  Shift,
  TicketDocument,
  type Customer,
  type EventId,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'
import { type SyncStatus } from '@totem/shared-schema/local-store'
import { type StoredDocument } from '@totem/couchdb'
import { type TenantData } from '../tenant-data.ts'
import { type Player } from './player.ts'
import { eventIdsOf } from './witness.ts'

/** What one device shows. */
export interface DeviceView {
  readonly name: string
  readonly sync: Pick<SyncStatus, 'state' | 'pending' | 'refused'>
  readonly tickets: readonly Ticket[]
  readonly shifts: readonly Shift[]
  readonly customers: readonly TicketId[]
}

/** What the database holds. */
export interface DatabaseView {
  readonly tickets: readonly Ticket[]
  /** Event ids by ticket, as stored. */
  readonly events: ReadonlyMap<TicketId, ReadonlySet<EventId>>
  /** What stands beside the events for indexes and people. */
  readonly derived: readonly object[]
  readonly shifts: readonly Shift[]
  readonly customers: readonly TicketId[]
}

/** Looks at a device as its screen does. */
export const viewDevice = async ({ name, device }: Player): Promise<DeviceView> => {
  const { sync$, tickets$, shifts$, customers$ } = device()
  const { state, pending, refused } = await firstValueFrom(sync$)
  return {
    name,
    sync: { state, pending, refused },
    tickets: await firstValueFrom(tickets$),
    shifts: (await firstValueFrom(shifts$)).toSorted(byId),
    customers: [...(await firstValueFrom(customers$)).keys()].toSorted(),
  }
}

/** Looks into CouchDB. */
export const viewDatabase = async (data: TenantData): Promise<DatabaseView> => {
  const stored = await data.all('tickets')
  const tickets = stored.map(foldStored)
  return {
    tickets: tickets.toSorted((a, b) => a.soldAt - b.soldAt || byId(a, b)),
    events: new Map(tickets.map((ticket) => [ticket.id, new Set(eventIdsOf(ticket))])),
    derived: stored.map(({ _id, number, status, payment }) => ({ _id, number, status, payment })),
    shifts: (await data.all('shifts'))
      .map((shift) => v.parse(Shift, { ...shift, id: shift._id }))
      .toSorted(byId),
    customers: (await data.all('customers')).map(({ _id }) => _id as Customer['id']).toSorted(),
  }
}

/** Works out what should stand beside the events of a ticket. */
export const derivedOf = ({ id, number, service, payment }: Ticket): object => ({
  _id: id,
  number,
  status: service.kind,
  payment: payment.status,
})

const foldStored = (stored: StoredDocument): Ticket => {
  const ticket = foldTicket(v.parse(TicketDocument, { ...stored, id: stored._id }))
  if (ticket === undefined) throw new Error(`${stored._id} was never sold`)
  return ticket
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : 1
