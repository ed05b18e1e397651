import { intentOfTxid, readEvent, TicketDocument } from '@totem/shared-schema'
import * as v from 'valibot'

/** Says whether something refused is about the ticket that money is meant for: its id, its intent, a charge it showed. */
export const holdsTicket = (
  body: unknown,
  { ticketId, txid }: { readonly ticketId?: string | null; readonly txid: string | null },
): boolean => {
  const document = v.safeParse(TicketDocument, body)
  if (!document.success) return false
  if (ticketId != null && document.output.id === ticketId) return true
  if (txid === null) return false
  return Object.values(document.output.events).some((event) => {
    const reading = readEvent(event)
    if (reading.kind !== 'known') return false
    if (reading.event.type === 'created') return reading.event.data.intent === intentOfTxid(txid)
    return reading.event.type === 'charge_shown' && reading.event.data.txid === txid
  })
}
