import { expect, test } from 'vitest'
import { aService } from '../_fake-device.ts'
import { actsOf } from './acts.ts'
import { goodPerson, paidTicket, states, ticket } from './_samples.ts'
import { type SaleState } from './sale-state.ts'

const done = states.done

test.for<{ from: SaleState; to: SaleState; acts: unknown }>([
  {
    from: states.filling,
    to: states.selling,
    acts: [
      {
        kind: 'sell',
        service: aService(),
        person: goodPerson,
        declaration: { actor: 'self', granted: ['offers'] },
      },
    ],
  },
  {
    from: states.selling,
    to: states.charging,
    acts: [{ kind: 'request_charge', ticket, attempt: 1 }],
  },
  {
    from: states.charging,
    to: states.showing_qr,
    acts: [{ kind: 'note_charge_shown', ticketId: ticket.id, txid: states.showing_qr.charge.txid }],
  },
  { from: states.showing_qr, to: done, acts: [{ kind: 'note_desk_chosen', ticketId: ticket.id }] },
  {
    from: states.charging,
    to: { ...done, ending: 'no_connection' },
    acts: [{ kind: 'note_desk_chosen', ticketId: ticket.id }],
  },
  { from: states.showing_qr, to: { kind: 'done', ticket: paidTicket, ending: 'paid' }, acts: [] },
  {
    from: states.showing_qr,
    to: states.cancelling,
    acts: [{ kind: 'cancel', ticketId: ticket.id }],
  },
  { from: states.showing_qr, to: states.expired, acts: [] },
  { from: states.charging, to: states.showing_offline, acts: [] },
  { from: states.showing_offline, to: { ...done, ending: 'awaiting' }, acts: [] },
  {
    from: states.showing_offline,
    to: done,
    acts: [{ kind: 'note_desk_chosen', ticketId: ticket.id }],
  },
  { from: states.showing_qr, to: { ...states.showing_qr, ticket: paidTicket }, acts: [] },
  { from: done, to: states.choosing, acts: [] },
  { from: states.choosing, to: states.filling, acts: [] },
])('from $from.kind to $to.kind asks the device for exactly what follows', ({ from, to, acts }) => {
  expect(actsOf(from, to)).toEqual(acts)
})
