import { type LedgerSummary } from '../device.ts'
import { type Ledger } from '../ledger/ledger.ts'

/** Sums up a ledger for staff: counts alone, nobody's data. */
export const ledgerSummary = ({ state, damaged }: Ledger): LedgerSummary => ({
  events: state.events.size,
  unsent: state.pending.size,
  people: state.customers.size,
  damaged,
  day: state.day,
  lastCounter: state.counter,
})
