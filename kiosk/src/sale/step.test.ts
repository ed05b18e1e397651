import { expect, test } from 'vitest'
import { TicketId } from '@totem/shared-schema'
import * as v from 'valibot'
import { aService, aTicket } from '../_fake-device.ts'
import { emptyDraft, fieldNames } from './draft.ts'
import { type SaleEventKind } from './sale-event.ts'
import { type SaleKind, type SaleState, atStart } from './sale-state.ts'
import {
  cancelledTicket,
  events,
  goodDraft,
  paidTicket,
  states,
  ticket,
  untouched,
} from './_samples.ts'
import { maxAttempts, mayRetry, step } from './step.ts'

type Row = Readonly<Record<SaleEventKind, SaleKind>>

const stays = (kind: SaleKind, moves: Partial<Row>): Row => ({
  service_chosen: kind,
  typed: kind,
  acknowledged: kind,
  actor_chosen: kind,
  purpose_ticked: kind,
  field_left: kind,
  back_pressed: kind,
  continue_pressed: kind,
  sold: kind,
  sale_failed: kind,
  charge_made: kind,
  offline_charge: kind,
  paid_said: kind,
  offline_wait_over: kind,
  charge_unreachable: kind,
  charge_refused: kind,
  charge_expired: kind,
  ticket_changed: kind,
  retry_pressed: kind,
  desk_pressed: kind,
  cancel_confirmed: kind,
  cancel_done: kind,
  cancel_refused: kind,
  new_sale_pressed: kind,
  idle_over: kind,
  ...moves,
})

const paying = {
  ticket_changed: 'done',
  desk_pressed: 'done',
  cancel_confirmed: 'cancelling',
} as const

/** Where each event leads from each state, for a ticket that comes back paid. */
const table: Readonly<Record<SaleKind, Row>> = {
  choosing: stays('choosing', { service_chosen: 'filling' }),
  filling: stays('filling', {
    back_pressed: 'choosing',
    continue_pressed: 'selling',
    new_sale_pressed: 'choosing',
    idle_over: 'choosing',
  }),
  selling: stays('selling', { sold: 'charging', sale_failed: 'filling' }),
  charging: stays('charging', {
    ...paying,
    charge_made: 'showing_qr',
    offline_charge: 'showing_offline',
    charge_unreachable: 'done',
    charge_refused: 'charge_refused',
  }),
  showing_qr: stays('showing_qr', { ...paying, charge_expired: 'expired' }),
  showing_offline: stays('showing_offline', {
    ...paying,
    paid_said: 'done',
    offline_wait_over: 'done',
  }),
  expired: stays('expired', { ...paying, retry_pressed: 'charging', idle_over: 'choosing' }),
  charge_refused: stays('charge_refused', {
    ...paying,
    retry_pressed: 'charging',
    idle_over: 'choosing',
  }),
  cancelling: stays('cancelling', { cancel_done: 'cancelled', cancel_refused: 'done' }),
  done: stays('done', { new_sale_pressed: 'choosing', idle_over: 'choosing' }),
  cancelled: stays('cancelled', { new_sale_pressed: 'choosing', idle_over: 'choosing' }),
}

const cells = Object.values(states).flatMap((state) =>
  Object.values(events).map((event) => ({ state, event, to: table[state.kind][event.kind] })),
)

test.for(cells)('$state.kind + $event.kind → $to', ({ state, event, to }) => {
  expect(step(state, event).kind).toBe(to)
})

test.for(cells.filter(({ to }) => !['choosing', 'filling', 'selling'].includes(to)))(
  '$state.kind + $event.kind holds nothing of what was typed',
  ({ state, event }) => {
    expect(JSON.stringify(step(state, event))).not.toContain(goodDraft.cpf)
  },
)

test('going back and choosing another service keeps what was typed', () => {
  const back = step(states.filling, events.back_pressed)
  expect(step(back, events.service_chosen)).toEqual({
    kind: 'filling',
    service: events.service_chosen.service,
    draft: goodDraft,
    checked: [],
    saving: 'not_tried',
  })
})

test('continuing with empty fields checks every one of them and sells nothing', () => {
  expect(step(untouched, events.continue_pressed)).toEqual({ ...untouched, checked: fieldNames })
})

test('a field that was only passed through is not checked yet', () => {
  expect(step(untouched, events.field_left)).toBe(untouched)
})

test('a field left with something in it is checked, once', () => {
  const once = step(states.filling, events.field_left)
  expect(once).toEqual({ ...states.filling, checked: ['cpf'] })
  expect(step(once, events.field_left)).toEqual(once)
})

test('a sale that could not be stored comes back with everything typed', () => {
  expect(step(states.selling, events.sale_failed)).toEqual({
    kind: 'filling',
    service: aService(),
    draft: goodDraft,
    checked: fieldNames,
    saving: 'failed',
  })
})

test('each optional purpose is ticked and unticked by itself', () => {
  const ticked = step(states.filling, events.purpose_ticked)
  expect(ticked).toMatchObject({ draft: { granted: ['offers', 'survey'] } })
  expect(step(ticked, { kind: 'purpose_ticked', code: 'offers', value: false })).toMatchObject({
    draft: { granted: ['survey'] },
  })
})

test('giving up wipes what was typed', () => {
  expect(step(states.filling, events.new_sale_pressed)).toEqual(atStart)
})

test('walking away wipes what was typed', () => {
  expect(step(states.filling, events.idle_over)).toEqual(atStart)
  expect(step({ kind: 'choosing', draft: goodDraft }, events.idle_over)).toEqual({
    kind: 'choosing',
    draft: emptyDraft,
  })
})

const otherId = v.parse(TicketId, `t${'9'.repeat(26)}`)

test.for([
  { late: { ...events.charge_made, ticketId: otherId }, state: states.charging },
  { late: { ...events.charge_made, attempt: 2 }, state: states.charging },
  { late: { ...events.charge_refused, ticketId: otherId }, state: states.charging },
  { late: { ...events.charge_unreachable, attempt: 2 }, state: states.charging },
  { late: { ...events.charge_expired, attempt: 2 }, state: states.showing_qr },
  { late: { ...events.cancel_refused, ticketId: otherId }, state: states.cancelling },
])('a late $late.kind of another charge changes nothing', ({ late, state }) => {
  expect(step(state, late)).toBe(state)
})

test.for(Object.values(states))('news of another ticket change nothing while $kind', (state) => {
  const other = { ...aTicket({ id: otherId }), payment: paidTicket.payment }
  expect(step(state, { kind: 'ticket_changed', ticket: other })).toBe(state)
})

test('news without money keep the QR code on screen', () => {
  const called = { ...ticket, lastAt: ticket.lastAt }
  expect(step(states.showing_qr, { kind: 'ticket_changed', ticket: called })).toEqual({
    ...states.showing_qr,
    ticket: called,
  })
})

test('a ticket that staff cancel leaves the payment screen', () => {
  expect(step(states.showing_qr, { kind: 'ticket_changed', ticket: cancelledTicket })).toEqual({
    kind: 'cancelled',
    ticket: cancelledTicket,
  })
})

test('money that arrives after the QR code expired still counts', () => {
  expect(step(states.expired, events.ticket_changed)).toEqual({
    kind: 'done',
    ticket: paidTicket,
    ending: 'paid',
  })
})

test('a new QR code is the next attempt, up to a limit', () => {
  let state: SaleState = states.expired
  for (let attempt = 2; attempt <= maxAttempts; attempt += 1) {
    state = step(state, events.retry_pressed)
    expect(state).toEqual({ kind: 'charging', ticket, attempt })
    state = { kind: 'expired', ticket, attempt }
  }
  expect(mayRetry(state)).toBe(false)
  expect(step(state, events.retry_pressed)).toBe(state)
})
