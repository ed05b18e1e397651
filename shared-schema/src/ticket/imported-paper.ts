import { type TicketId } from '../ids/ids.ts'
import { readTicketQr } from '../ticket-qr/read-ticket-qr.ts'
import { type TicketPaper } from '../ticket-qr/ticket-paper.ts'
import { type EventData } from './known-event.ts'

/**
 * Gives what the paper of an import says, when it is about this ticket and this owner. Whether the kiosk signed it is
 * asked where the import comes in: at the gateway's admission, and on the tablet that scans.
 */
export const importedPaper = (
  ticketId: TicketId,
  { owner, paper }: EventData<'imported'>,
): TicketPaper | undefined => {
  const read = paper === undefined ? undefined : readTicketQr(paper)
  if (read?.ok !== true) return undefined
  const said = read.value.paper
  return said.ticketId === ticketId && said.owner === owner ? said : undefined
}
