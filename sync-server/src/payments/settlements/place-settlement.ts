import { intentOfTxid } from '@totem/shared-schema'
import {
  isPlaced,
  settlementId,
  type SettlementDocument,
  withState,
} from '../documents/settlement.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { findClaim } from './find-claim.ts'
import { judgeSettlement } from './judge-settlement.ts'
import { type MoneyFact } from './payment-event.ts'
import { tellTicket } from './tell-ticket.ts'
import { type Waiting } from './waiting.ts'

type Movement = Extract<MoneyFact, { readonly kind: 'movement' }>

/** Puts a movement of money on its ticket, if that is here; gives the settlement as it is then. */
export const placeSettlement = async (
  world: PaymentsWorld,
  tenant: TenantPayments,
  { settlement, waiting }: { readonly settlement: SettlementDocument; readonly waiting: Waiting },
): Promise<SettlementDocument> => {
  const id = settlementId(settlement)
  // Noted before looking: a ticket that comes in between is heard of by the feed.
  if (settlement.txid !== null) waiting.add(intentOfTxid(settlement.txid), id)
  const found = await findClaim(tenant, settlement)
  if (found === undefined) return settlement
  const { ticketId, claim } = found
  waiting.add(ticketId, id)
  if ((await tenant.tickets.get(ticketId)) === undefined) return settlement
  const { document: linked } = await tenant.settlements.decide(id, (current) =>
    current?.link !== null ? undefined : { ...current, link: { ticketId, operator: null } },
  )
  // A manager was faster: the next look goes to the ticket they named.
  if (linked?.link?.ticketId !== ticketId) return linked ?? settlement
  const told = await tellTicket(tenant, ticketId, ({ sale }): Movement => ({
    kind: 'movement',
    settlement,
    verdict: judgeSettlement(settlement, sale, claim),
  }))
  if (told === undefined) return settlement
  const {
    event,
    fact: { verdict },
  } = told
  const { document, isWritten } = await tenant.settlements.decide(id, (current) =>
    current === undefined || isPlaced(current)
      ? undefined
      : withState({ ...current, state: 'matched', ticketId, event, verdict }),
  )
  waiting.remove(id)
  if (isWritten) {
    world.metrics.settlements.inc({ outcome: verdict })
    world.record({ kind: 'settlement_matched', tenantId: tenant.tenantId, ticketId, verdict })
  }
  return document ?? settlement
}
