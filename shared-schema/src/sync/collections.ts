import * as v from 'valibot'
import { Service } from '../catalog/service.ts'
import { Customer } from '../customer/customer.ts'
import { Shift } from '../shift/shift.ts'
import { TicketDocument } from '../ticket/event.ts'

/** The collections that devices replicate; each is a database `totem_{tenant}_{collection}`. */
export const collectionNames = ['catalog', 'tickets', 'customers', 'shifts'] as const

/** Parses the name of a replicated collection. */
export const CollectionName = v.picklist(collectionNames)
/** The name of a replicated collection. */
export type CollectionName = v.InferOutput<typeof CollectionName>

/** Says how a document of each collection is parsed, on the gateway's border and on the device's. */
export const documentSchemas = {
  catalog: Service,
  tickets: TicketDocument,
  customers: Customer,
  shifts: Shift,
} as const

/** The documents of each collection, as they travel. */
export interface Documents {
  readonly catalog: Service
  readonly tickets: TicketDocument
  readonly customers: Customer
  readonly shifts: Shift
}
