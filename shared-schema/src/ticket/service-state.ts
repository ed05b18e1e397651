import { type Author } from './event.ts'
import { type Hlc } from '../time/hlc.ts'
import { type EventData, type KnownEvent } from './known-event.ts'

/** Where a ticket stands in being served. Each state holds only what exists in it. */
export type ServiceState =
  | { readonly kind: 'waiting'; readonly since: Hlc }
  | { readonly kind: 'called'; readonly at: Hlc; readonly by: Author; readonly recalls: number }
  | {
      readonly kind: 'in_service'
      readonly startedAt: Hlc
      readonly by: Author
      readonly slot: number | null
    }
  | { readonly kind: 'finished'; readonly startedAt: Hlc; readonly finishedAt: Hlc }
  | { readonly kind: 'no_show'; readonly at: Hlc }
  | { readonly kind: 'cancelled'; readonly at: Hlc; readonly reason: string }

/** The name of a service state: the value of `status`. */
export type TicketStatus = ServiceState['kind']

/** The events that move a ticket through being served. */
export type ServiceEventType =
  'called' | 'recalled' | 'started' | 'finished' | 'no_show' | 'returned' | 'cancelled'

/** Why the fold ignores a service event: it stays in the map, and moves nothing. */
export type ServiceRefusal =
  | 'not_called'
  | 'already_called'
  | 'not_in_service'
  | 'already_in_service'
  | 'already_finished'
  | 'already_cancelled'
  | 'already_away'
  | 'not_away'

/** What a service event leads to in one state: a new state, or the reason why none. */
export type Step = TicketStatus | { readonly refused: ServiceRefusal }

const no = (refused: ServiceRefusal): { readonly refused: ServiceRefusal } => ({ refused })

/** The life cycle: every state × every service event. `docs/ticket-life-cycle.md` says why. */
export const transitions = {
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
} as const satisfies Record<TicketStatus, Record<ServiceEventType, Step>>

/** Says whether a type of event moves a ticket through being served. */
export const isServiceEventType = (type: string): type is ServiceEventType =>
  Object.hasOwn(transitions.waiting, type)

/** A service event as the fold meets it. */
export type ServiceEvent = Extract<KnownEvent, { readonly type: ServiceEventType }>

/** Moves a ticket by one service event, or says why the event moves nothing. Pure. */
export const applyServiceEvent = (
  state: ServiceState,
  event: ServiceEvent,
): ServiceState | { readonly refused: ServiceRefusal } => {
  const step: Step = transitions[state.kind][event.type]
  if (typeof step === 'object') return step
  switch (step) {
    case 'waiting':
      return { kind: 'waiting', since: event.at }
    case 'called':
      return state.kind === 'called'
        ? { ...state, at: event.at, recalls: state.recalls + 1 }
        : { kind: 'called', at: event.at, by: event.by, recalls: 0 }
    case 'in_service':
      return { kind: 'in_service', startedAt: event.at, by: event.by, slot: slotOf(event) }
    case 'finished':
      return {
        kind: 'finished',
        startedAt: state.kind === 'in_service' ? state.startedAt : event.at,
        finishedAt: event.at,
      }
    case 'no_show':
      return { kind: 'no_show', at: event.at }
    case 'cancelled':
      return { kind: 'cancelled', at: event.at, reason: reasonOf(event) }
  }
}

const slotOf = (event: ServiceEvent): number | null => {
  const data: Partial<EventData<'started'>> = event.type === 'started' ? event.data : {}
  return data.slot ?? null
}

const reasonOf = (event: ServiceEvent): string =>
  event.type === 'cancelled' ? event.data.reason : 'unknown'
