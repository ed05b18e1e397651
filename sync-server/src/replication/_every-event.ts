import { eventData, hashText, type EventData, type EventType } from '@totem/shared-schema'
import * as v from 'valibot'
import { aSale } from './_sync-world.ts'

const parsed = <T extends EventType>(type: T, data: unknown): EventData<T> =>
  v.parse(
    v.custom<EventData<T>>((value) => v.is(eventData[type], value)),
    data,
  )

/** Data of each type of event where a test does not care which. */
export const plainData: { readonly [T in EventType]: EventData<T> } = {
  created: aSale(1),
  printed: { job: 'p1', copy: 0 },
  charge_shown: { txid: 'TX1', tier: 'dynamic' },
  desk_chosen: {},
  paid: parsed('paid', {
    settlement: 'pay:sicredi:E1',
    amountCents: 9_000,
    txid: 'TX1',
    settledAt: 1,
  }),
  payment_review: parsed('payment_review', {
    settlement: 'pay:sicredi:E1',
    amountCents: 9_000,
    reason: 'late',
  }),
  refunded: parsed('refunded', {
    settlement: 'pay:sicredi:E1',
    refund: 'r1',
    amountCents: 9_000,
  }),
  payment_accepted: parsed('payment_accepted', {
    held: [{ movement: 'pay:sicredi:E1', cents: 8_000 }],
    operator: 'gerente',
  }),
  charge_expired: { txid: 'TX1' },
  refused: { reason: 'bank_refused' },
  released: parsed('released', {
    id: hashText('an event that was refused'),
    event: {
      v: 1,
      type: 'called',
      at: 1,
      by: { kind: 'device', device: `d${hashText('a device').slice(0, 20)}` },
      prev: null,
      data: {},
      sig: 'A'.repeat(86),
    },
  }),
  called: {},
  recalled: {},
  started: {},
  finished: {},
  no_show: {},
  returned: {},
  undone: parsed('undone', { event: hashText('an event nobody wrote') }),
  paid_by_hand: parsed('paid_by_hand', { method: 'cash', amountCents: 9_000 }),
  refunded_by_hand: parsed('refunded_by_hand', {
    of: 'pay:sicredi:E1',
    amountCents: 9_000,
    reason: 'gave_up',
  }),
  reprint_requested: {},
  imported: parsed('imported', { owner: `d${hashText('a device').slice(0, 20)}` }),
  cancelled: { reason: 'customer_left' },
}
