import {
  type Customer,
  type DeviceKey,
  type Service,
  type Shift,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'

/** What a tablet holds of the day. */
export interface DayFacts {
  readonly services: readonly Service[]
  readonly shifts: readonly Shift[]
  readonly tickets: readonly Ticket[]
  readonly customers: ReadonlyMap<TicketId, Customer>
  readonly deviceKeys: readonly DeviceKey[]
}
