import { Cents, Hlc, type Ticket } from '@totem/shared-schema'
import * as v from 'valibot'
import { aCharge, anOfflineCharge, aService, aTicket, nowMs, paidInFull } from '../_fake-device.ts'
import { type Draft, emptyDraft, readDraft } from './draft.ts'
import { type SaleEvent, type SaleEventKind } from './sale-event.ts'
import { type SaleIn, type SaleKind, atStart } from './sale-state.ts'

/** What a customer types who makes no mistake. */
export const goodDraft: Draft = {
  name: 'Maria da Silva',
  cpf: '529.982.247-25',
  phone: '(51) 99999-8888',
  acknowledged: true,
  actor: 'self',
  granted: ['offers'],
}

const reading = readDraft(goodDraft)
if (!reading.ok) throw new Error('the sample draft is wrong')

/** The customer behind the good draft. */
export const goodPerson = reading.value

/** The ticket of the samples. */
export const ticket = aTicket()

/** The same ticket with all its money. */
export const paidTicket: Ticket = { ...ticket, payment: paidInFull }

/** The same ticket, cancelled by staff. */
export const cancelledTicket: Ticket = {
  ...ticket,
  service: { kind: 'cancelled', at: v.parse(Hlc, nowMs), reason: 'customer' },
}

const about = { ticketId: ticket.id, attempt: 1 }

/** One state of each kind. */
export const states: { readonly [K in SaleKind]: SaleIn<K> } = {
  choosing: atStart,
  filling: {
    kind: 'filling',
    service: aService(),
    draft: goodDraft,
    checked: [],
    saving: 'not_tried',
  },
  selling: { kind: 'selling', service: aService(), draft: goodDraft, person: goodPerson },
  charging: { kind: 'charging', ticket, attempt: 1 },
  showing_qr: { kind: 'showing_qr', ticket, attempt: 1, charge: aCharge() },
  showing_offline: {
    kind: 'showing_offline',
    ticket,
    attempt: 1,
    charge: anOfflineCharge(),
    until: nowMs + 60_000,
  },
  expired: { kind: 'expired', ticket, attempt: 1 },
  charge_refused: { kind: 'charge_refused', ticket, attempt: 1 },
  cancelling: { kind: 'cancelling', ticket },
  done: { kind: 'done', ticket, ending: 'desk' },
  cancelled: { kind: 'cancelled', ticket: cancelledTicket },
}

/** One event of each kind; the ticket comes back paid. */
export const events: { readonly [K in SaleEventKind]: Extract<SaleEvent, { kind: K }> } = {
  service_chosen: { kind: 'service_chosen', service: aService({ priceCents: v.parse(Cents, 1) }) },
  typed: { kind: 'typed', field: 'name', text: 'Ana' },
  acknowledged: { kind: 'acknowledged', value: true },
  actor_chosen: { kind: 'actor_chosen', actor: 'guardian' },
  purpose_ticked: { kind: 'purpose_ticked', code: 'survey', value: true },
  field_left: { kind: 'field_left', field: 'cpf' },
  back_pressed: { kind: 'back_pressed' },
  continue_pressed: { kind: 'continue_pressed' },
  sold: { kind: 'sold', ticket },
  sale_failed: { kind: 'sale_failed' },
  charge_made: { kind: 'charge_made', charge: aCharge(), ...about },
  offline_charge: {
    kind: 'offline_charge',
    charge: anOfflineCharge(),
    until: nowMs + 60_000,
    ...about,
  },
  paid_said: { kind: 'paid_said' },
  offline_wait_over: { kind: 'offline_wait_over', ...about },
  charge_unreachable: { kind: 'charge_unreachable', ...about },
  charge_refused: { kind: 'charge_refused', ...about },
  charge_expired: { kind: 'charge_expired', ...about },
  ticket_changed: { kind: 'ticket_changed', ticket: paidTicket },
  retry_pressed: { kind: 'retry_pressed' },
  desk_pressed: { kind: 'desk_pressed' },
  cancel_confirmed: { kind: 'cancel_confirmed' },
  cancel_done: { kind: 'cancel_done', ticket: cancelledTicket },
  cancel_refused: { kind: 'cancel_refused', ticketId: ticket.id },
  new_sale_pressed: { kind: 'new_sale_pressed' },
  idle_over: { kind: 'idle_over' },
}

/** A customer who has typed nothing, in front of the fields. */
export const untouched: SaleIn<'filling'> = { ...states.filling, draft: emptyDraft }
