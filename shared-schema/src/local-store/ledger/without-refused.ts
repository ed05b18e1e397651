import { entriesOf, type TicketDocument } from '@totem/shared-schema'
import { type LedgerState } from './ledger-state.ts'

/** Leaves out the events of a ticket that the gateway refused: they wait in its quarantine, outside the fold. */
export const withoutRefused = (
  document: TicketDocument,
  { refused }: Pick<LedgerState, 'refused'>,
): TicketDocument => {
  const kept = entriesOf(document.events).filter(([id]) => !refused.has(id))
  return { ...document, events: Object.fromEntries(kept) }
}
