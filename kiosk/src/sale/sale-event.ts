import {
  type PaymentLinkResponse,
  type Service,
  type Ticket,
  type TicketId,
} from '@totem/shared-schema'
import { type OfflineCharge } from '@totem/shared-schema/local-store'
import { type Actor, type TypedField } from './draft.ts'

/** Everything that can happen to a sale: what people do, what the device answers, what time brings. */
export type SaleEvent =
  | { readonly kind: 'service_chosen'; readonly service: Service }
  | { readonly kind: 'typed'; readonly field: TypedField; readonly text: string }
  | { readonly kind: 'acknowledged'; readonly value: boolean }
  | { readonly kind: 'actor_chosen'; readonly actor: Actor }
  | { readonly kind: 'purpose_ticked'; readonly code: string; readonly value: boolean }
  | { readonly kind: 'field_left'; readonly field: TypedField }
  | { readonly kind: 'back_pressed' }
  | { readonly kind: 'continue_pressed' }
  | { readonly kind: 'sold'; readonly ticket: Ticket }
  | { readonly kind: 'sale_failed' }
  | ChargeEvent<'charge_made', { readonly charge: PaymentLinkResponse }>
  | ChargeEvent<'offline_charge', { readonly charge: OfflineCharge; readonly until: number }>
  | ChargeEvent<'charge_unreachable'>
  | ChargeEvent<'charge_refused'>
  | ChargeEvent<'charge_expired'>
  | { readonly kind: 'paid_said' }
  /** Nobody said anything for as long as a payment takes. */
  | ChargeEvent<'offline_wait_over'>
  | { readonly kind: 'ticket_changed'; readonly ticket: Ticket }
  | { readonly kind: 'retry_pressed' }
  | { readonly kind: 'desk_pressed' }
  | { readonly kind: 'cancel_confirmed' }
  | { readonly kind: 'cancel_done'; readonly ticket: Ticket }
  | { readonly kind: 'cancel_refused'; readonly ticketId: TicketId }
  /** Somebody gives up before there is a ticket, or is done: the next one finds a clean start. */
  | { readonly kind: 'new_sale_pressed' }
  | { readonly kind: 'idle_over' }

/** Names the ticket and attempt it answers, so that a late answer never reaches the next customer. */
type ChargeEvent<K extends string, More = object> = {
  readonly kind: K
  readonly ticketId: TicketId
  readonly attempt: number
} & More

/** The name of an event. */
export type SaleEventKind = SaleEvent['kind']
