import { type DeviceParts } from '../device-parts.ts'
import { ledgerTickets } from './held-ticket.ts'
import { keepTicket } from './keep-ticket.ts'

/**
 * Puts back into RxDB what the ledger holds and RxDB does not: after a wiped IndexedDB, a full disk or a power
 * cut between the two. What is there already stays untouched. Gives the number of tickets put back.
 */
export const replayLedger = async (
  parts: Pick<DeviceParts, 'ledger' | 'collections' | 'identity'>,
): Promise<number> => {
  const { ledger, collections, identity } = parts
  const documents = ledgerTickets(ledger.state, identity.tenantId)
  const held = await collections.tickets.findByIds([...documents.keys()]).exec()
  const missing = [...documents.values()].filter((document) => {
    const events = held.get(document.id)?.toMutableJSON().events
    return !Object.keys(document.events).every(
      (id) => events !== undefined && Object.hasOwn(events, id),
    )
  })
  for (const document of missing) await keepTicket(parts, document)
  for (const customer of ledger.state.customers.values())
    await collections.customers.insertIfNotExists(customer)
  for (const shift of ledger.state.shifts.values()) await collections.shifts.upsert(shift)
  return missing.length
}
