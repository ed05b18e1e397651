import {
  type EventId,
  type EventType,
  type IdentifiedKnownEvent,
  type OperatorId,
  type Ticket,
} from '@totem/shared-schema'

/** The acts an operator may take back; a repeated call or a reprint has happened and stays so. */
export const undoableTypes = [
  'called',
  'started',
  'finished',
  'no_show',
  'returned',
  'cancelled',
  'paid_by_hand',
] as const satisfies readonly EventType[]

/** The type of an act an operator may take back. */
export type UndoableType = (typeof undoableTypes)[number]

/** The act that *Desfazer* would take back. */
export interface UndoableAct {
  readonly event: EventId
  readonly type: UndoableType
}

/**
 * Gives the act an operator may undo on a ticket: the last one that counts, and only when it is
 * their own. An older act would pull the ground from under what others did since.
 */
export const undoableActOf = (ticket: Ticket, operator: OperatorId): UndoableAct | undefined => {
  const last = ticket.history.findLast(
    (entry) => entry.event.by.kind === 'operator' && isUndoable(entry.event.type),
  )
  if (last === undefined || !isBy(last, operator)) return undefined
  const { type } = last.event
  return isUndoable(type) ? { event: last.id, type } : undefined
}

const isUndoable = (type: EventType): type is UndoableType => {
  const types: readonly EventType[] = undoableTypes
  return types.includes(type)
}

const isBy = ({ event }: IdentifiedKnownEvent, operator: OperatorId): boolean =>
  event.by.kind === 'operator' && event.by.operator === operator
