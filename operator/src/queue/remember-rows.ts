import { type Ticket } from '@totem/shared-schema'
import { queueRow, type QueueRow, type RowFacts } from './queue-row.ts'

/**
 * Makes rows, and gives the one it made before while nothing that it shows has changed: of a day of thousands a call
 * changes one, and a store need not compare the others.
 */
export const rememberRows = (): typeof queueRow => {
  const made = new WeakMap<Ticket, { readonly facts: RowFacts; readonly row: QueueRow }>()
  return (ticket, facts) => {
    const known = made.get(ticket)
    if (known !== undefined && isSame(known.facts, facts)) return known.row
    const row = queueRow(ticket, facts)
    made.set(ticket, { facts, row })
    return row
  }
}

const isSame = (a: RowFacts, b: RowFacts): boolean =>
  a.customer === b.customer &&
  a.operator === b.operator &&
  a.shiftDay === b.shiftDay &&
  a.deviceKeys === b.deviceKeys
