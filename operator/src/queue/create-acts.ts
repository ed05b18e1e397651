import { type EventData, type Ticket, type TicketId, type TicketNumber } from '@totem/shared-schema'
import {
  type AppendableType,
  type AppendProblem,
  type Device,
} from '@totem/shared-schema/local-store'
import { type Accessor, createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'

/** The ticket an act is about. */
export interface ActOn {
  readonly id: TicketId
  readonly number: TicketNumber
}

/** The last act that worked, for the bar that offers to undo it. */
export interface DoneAct {
  readonly type: AppendableType
  readonly ticket: Ticket
  /** When it was done, in ms since 1970. */
  readonly at: number
}

/** What staff do to tickets. */
export interface Acts {
  /** Appends an event; says whether it worked. A second press on the same ticket meanwhile does nothing. */
  readonly append: <T extends AppendableType>(
    on: ActOn,
    type: T,
    data: EventData<T>,
  ) => Promise<boolean>
  readonly isBusy: (id: TicketId) => boolean
  readonly isAnyBusy: Accessor<boolean>
  readonly last: Accessor<DoneAct | undefined>
}

/** What acts need from around them. */
export interface ActsContext {
  readonly device: Pick<Device, 'append'>
  readonly now: () => number
  readonly onProblem: (problem: AppendProblem, on: ActOn) => void
}

/** Appends what staff press, one act a ticket at a time. */
export const createActs = (context: ActsContext): Acts => {
  // A store, so that a press is heard by the buttons of its own row and not by those of a hundred.
  const [busy, setBusy] = createStore<Record<string, true | undefined>>({})
  const [last, setLast] = createSignal<DoneAct>()
  return {
    append: async (on, type, data) => {
      if (busy[on.id]) return false
      setBusy(on.id, true)
      try {
        const result = await context.device.append(on.id, type, data)
        if (result.ok) setLast({ type, ticket: result.value, at: context.now() })
        else context.onProblem(result.error, on)
        return result.ok
      } finally {
        setBusy(on.id, undefined)
      }
    },
    isBusy: (id) => busy[id] === true,
    isAnyBusy: () => Object.keys(busy).length > 0,
    last,
  }
}
