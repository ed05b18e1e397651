import { expect, test } from 'vitest'
import { ana, anEvent, bia, eventTypes, hlc } from './_a-ticket.ts'
import { readEvent, type EventData } from './known-event.ts'
import {
  applyServiceEvent,
  isServiceEventType,
  transitions,
  type ServiceEvent,
  type ServiceEventType,
  type ServiceRefusal,
  type ServiceState,
  type Step,
  type TicketStatus,
} from './service-state.ts'

const no = (refused: ServiceRefusal): Step => ({ refused })

/** `docs/ticket-life-cycle.md` once more, row by row. */
const specified: Record<TicketStatus, Record<ServiceEventType, Step>> = {
  waiting: {
    called: 'called',
    recalled: no('not_called'),
    started: 'in_service',
    finished: no('not_in_service'),
    no_show: no('not_called'),
    returned: no('not_away'),
    cancelled: 'cancelled',
  },
  called: {
    called: no('already_called'),
    recalled: 'called',
    started: 'in_service',
    finished: no('not_in_service'),
    no_show: 'no_show',
    returned: no('not_away'),
    cancelled: 'cancelled',
  },
  in_service: {
    called: no('already_in_service'),
    recalled: no('already_in_service'),
    started: no('already_in_service'),
    finished: 'finished',
    no_show: no('already_in_service'),
    returned: no('not_away'),
    cancelled: no('already_in_service'),
  },
  finished: {
    called: no('already_finished'),
    recalled: no('already_finished'),
    started: no('already_finished'),
    finished: no('already_finished'),
    no_show: no('already_finished'),
    returned: no('already_finished'),
    cancelled: no('already_finished'),
  },
  no_show: {
    called: 'called',
    recalled: no('not_called'),
    started: 'in_service',
    finished: no('not_in_service'),
    no_show: no('already_away'),
    returned: 'waiting',
    cancelled: 'cancelled',
  },
  cancelled: {
    called: no('already_cancelled'),
    recalled: no('already_cancelled'),
    started: no('already_cancelled'),
    finished: no('already_cancelled'),
    no_show: no('already_cancelled'),
    returned: 'waiting',
    cancelled: no('already_cancelled'),
  },
}

const states: { readonly [S in TicketStatus]: Extract<ServiceState, { kind: S }> } = {
  waiting: { kind: 'waiting', since: hlc(10) },
  called: { kind: 'called', at: hlc(10), by: ana, recalls: 2 },
  in_service: { kind: 'in_service', startedAt: hlc(10), by: ana, slot: 1 },
  finished: { kind: 'finished', startedAt: hlc(10), finishedAt: hlc(11) },
  no_show: { kind: 'no_show', at: hlc(10) },
  cancelled: { kind: 'cancelled', at: hlc(10), reason: 'customer_left' },
}

const served = <T extends ServiceEventType>(type: T, data?: EventData<T>): ServiceEvent => {
  const { event } = anEvent(type, { at: 20, by: bia, ...(data === undefined ? {} : { data }) })
  const reading = readEvent(event)
  if (reading.kind !== 'known') throw new Error(`${type} is ${reading.kind}`)
  return reading.event as ServiceEvent
}

const statuses = Object.keys(specified) as TicketStatus[]
const cases = statuses.flatMap((status) =>
  (Object.keys(specified[status]) as ServiceEventType[]).map((type) => ({
    status,
    type,
    step: specified[status][type],
    outcome: ((step) => (typeof step === 'object' ? step.refused : `→ ${step}`))(
      specified[status][type],
    ),
  })),
)

test('the table of the code is the table of the document', () => {
  expect(transitions).toEqual(specified)
})

test.for(cases)('$status × $type: $outcome', ({ status, type, step }) => {
  const next = applyServiceEvent(states[status], served(type))
  if (typeof step === 'object') expect(next).toEqual(step)
  else expect(next).toMatchObject({ kind: step })
})

const moves: readonly {
  readonly from: TicketStatus
  readonly event: ServiceEvent
  readonly to: ServiceState
}[] = [
  {
    from: 'waiting',
    event: served('called'),
    to: { kind: 'called', at: hlc(20), by: bia, recalls: 0 },
  },
  {
    from: 'waiting',
    event: served('started'),
    to: { kind: 'in_service', startedAt: hlc(20), by: bia, slot: null },
  },
  {
    from: 'waiting',
    event: served('cancelled'),
    to: { kind: 'cancelled', at: hlc(20), reason: 'customer_left' },
  },
  {
    from: 'called',
    event: served('recalled'),
    to: { kind: 'called', at: hlc(20), by: ana, recalls: 3 },
  },
  {
    from: 'called',
    event: served('started', { slot: 3 }),
    to: { kind: 'in_service', startedAt: hlc(20), by: bia, slot: 3 },
  },
  {
    from: 'called',
    event: served('started', { slot: 0 }),
    to: { kind: 'in_service', startedAt: hlc(20), by: bia, slot: 0 },
  },
  { from: 'called', event: served('no_show'), to: { kind: 'no_show', at: hlc(20) } },
  {
    from: 'called',
    event: served('cancelled', { reason: 'test_sale' }),
    to: { kind: 'cancelled', at: hlc(20), reason: 'test_sale' },
  },
  {
    from: 'in_service',
    event: served('finished'),
    to: { kind: 'finished', startedAt: hlc(10), finishedAt: hlc(20) },
  },
  {
    from: 'no_show',
    event: served('called'),
    to: { kind: 'called', at: hlc(20), by: bia, recalls: 0 },
  },
  { from: 'no_show', event: served('returned'), to: { kind: 'waiting', since: hlc(20) } },
  { from: 'cancelled', event: served('returned'), to: { kind: 'waiting', since: hlc(20) } },
]

test.for(moves)('$event.type moves $from to $to', ({ from, event, to }) => {
  expect(applyServiceEvent(states[from], event)).toEqual(to)
})

test('exactly the types in the table move the service', () => {
  expect(eventTypes.filter(isServiceEventType).toSorted()).toEqual(
    Object.keys(specified.waiting).toSorted(),
  )
  expect(['constructor', '__proto__', 'toString', ''].filter(isServiceEventType)).toEqual([])
})
