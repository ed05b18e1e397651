import {
  deviceIdOf,
  entriesOf,
  foldTicket,
  mergeEvents,
  type EventId,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import { type Origins } from '../../replication/origins.ts'
import { storedToTicket, ticketToStored } from '../../replication/stored-ticket.ts'
import { writeMerged } from '../../replication/write-merged.ts'
import {
  settlementId,
  type SettlementDocument,
  type SettlementVerdict,
} from '../documents/settlement.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { judgeSettlement } from './judge-settlement.ts'
import { paymentEvent } from './payment-event.ts'

/** What a movement of money became on its ticket. */
export interface WrittenPayment {
  readonly event: EventId
  readonly verdict: SettlementVerdict
}

/** A payment comes from no device, so every device is to hear of it. */
const nobody: Origins = {
  remember: () => undefined,
  forget: () => undefined,
  of: () => undefined,
}

/** Puts a movement of money on its ticket, once; `undefined` while the ticket is not here. */
export const writePayment = async (
  { tenantId, tickets, settlementKey }: TenantPayments,
  settlement: SettlementDocument,
  ticketId: TicketId,
): Promise<WrittenPayment | undefined> => {
  let written: WrittenPayment | undefined
  const outcomes = await writeMerged(
    tickets,
    [
      {
        id: ticketId,
        merge: (stored) => {
          const document = storedToTicket(stored)
          const ticket = document === undefined ? undefined : foldTicket(document)
          written = undefined
          if (document === undefined || ticket === undefined) return undefined
          const verdict = judgeSettlement(settlement, ticket.sale)
          const known = eventOf(document, settlement)
          if (known !== undefined) {
            written = { event: known, verdict }
            return undefined
          }
          const place = { tenantId, ticketId }
          const { id, event } = paymentEvent(place, { settlement, verdict }, settlementKey)
          written = { event: id, verdict }
          const events = mergeEvents(document.events, { [id]: event })
          return ticketToStored({ ...document, events }, stored?._rev)
        },
      },
    ],
    { device: deviceIdOf(settlementKey.publicKey), origins: nobody },
  )
  return outcomes.get(ticketId)?.kind === 'stored' ? written : undefined
}

/** Finds the event of a settlement: after a change of keys a second one would only repeat it. */
const eventOf = (document: TicketDocument, settlement: SettlementDocument): EventId | undefined => {
  const name = settlementId(settlement.provider, settlement.transactionId)
  return entriesOf(document.events).find(
    ([, { type, by, data }]) =>
      by.kind === 'gateway' &&
      (type === 'paid' || type === 'payment_review') &&
      data['settlement'] === name,
  )?.[0]
}
