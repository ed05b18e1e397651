import { ok, type Result, type TicketId } from '@totem/shared-schema'
import { billOfCharge, type ChargeDocument, chargeId, watchedUntil } from '../documents/charge.ts'
import { newSettlement, settlementId } from '../documents/settlement.ts'
import { noteFailure, type PaymentsWorld } from '../payments-world.ts'
import { type ChargeReport, type ProviderFailure } from '../provider.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { writePayment } from './write-payment.ts'

/** Turns the bank's word into settlements and settlements into payments. Every step may be repeated. */
export interface Settling {
  /** Asks the bank about a charge and acts on the answer. */
  readonly inquire: (txid: string, signal: AbortSignal) => Promise<Result<void, ProviderFailure>>
  /** Puts a recorded settlement on its ticket, if both charge and ticket are here. */
  readonly match: (id: string) => Promise<void>
  /** Gives the settlements that this process knows to wait for a ticket. */
  readonly waitingFor: (ticketId: TicketId) => readonly string[]
}

/** Makes the settling of one tenant. */
export const createSettling = (world: PaymentsWorld, tenant: TenantPayments): Settling => {
  const { tenantId, provider, charges, settlements } = tenant
  const waiting = new Map<TicketId, Set<string>>()

  const stopWaiting = (ticketId: TicketId, id: string): void => {
    const ids = waiting.get(ticketId)
    ids?.delete(id)
    if (ids?.size === 0) waiting.delete(ticketId)
  }

  const match: Settling['match'] = async (id) => {
    const settlement = await settlements.get(id)
    if (settlement?.state !== 'unmatched') return
    const charge = await charges.get(chargeId(settlement))
    if (charge === undefined) return
    const { ticketId } = charge
    // Noted before looking: a ticket that comes in between is heard of by the feed.
    waiting.set(ticketId, (waiting.get(ticketId) ?? new Set<string>()).add(id))
    const payment = await writePayment(tenant, settlement, ticketId)
    if (payment === undefined) return
    const { isWritten } = await settlements.decide(id, (current) =>
      current?.state === 'unmatched'
        ? { ...current, state: 'matched', ticketId, ...payment }
        : undefined,
    )
    stopWaiting(ticketId, id)
    if (!isWritten) return
    const { verdict } = payment
    world.metrics.settlements.inc({ outcome: verdict })
    world.record({ kind: 'settlement_matched', tenantId, ticketId, verdict })
  }

  const recordSettlements = async ({ settlements: proven }: ChargeReport): Promise<void> => {
    for (const each of proven) {
      const id = settlementId(provider.key, each.transactionId)
      const { isWritten } = await settlements.decide(id, (known) =>
        known === undefined ? newSettlement(each, { tenantId, provider: provider.key }) : undefined,
      )
      if (isWritten) {
        world.metrics.settlements.inc({ outcome: 'recorded' })
        world.record({ kind: 'settlement_recorded', tenantId, txid: each.txid })
      }
      await match(id)
    }
  }

  const follow = async (
    txid: string,
    next: (charge: ChargeDocument) => ChargeDocument | undefined,
  ): Promise<void> => {
    await charges.decide(chargeId({ txid }), (charge) =>
      charge === undefined || charge.state === 'paid' ? undefined : next(charge),
    )
  }

  return {
    match,
    waitingFor: (ticketId) => [...(waiting.get(ticketId) ?? [])],
    inquire: async (txid, signal) => {
      const report = await provider.getCharge(txid, signal)
      if (report.ok) {
        await recordSettlements(report.value)
        await follow(txid, (charge) => chargeAfter(charge, report.value, world.nowMs()))
        return ok(undefined)
      }
      if (report.error.kind === 'unknown_charge') {
        await follow(txid, (charge) => endedIfOver(charge, world.nowMs()))
        return report
      }
      // The end of this process says nothing about the bank.
      if (!signal.aborted || isTimeout(signal))
        noteFailure(world, { tenantId, operation: 'get_charge' }, report.error)
      return report
    },
  }
}

const isTimeout = ({ reason }: AbortSignal): boolean =>
  reason instanceof Error && reason.name === 'TimeoutError'

/** Says what a charge has become by the bank's word; `undefined` when nothing is new. */
const chargeAfter = (
  charge: ChargeDocument,
  { status, settlements, bill: told }: ChargeReport,
  nowMs: number,
): ChargeDocument | undefined => {
  const bill = billOfCharge(charge) ?? told ?? null
  if (settlements.length > 0) return { ...charge, state: 'paid', bill }
  if (status === 'removed')
    return charge.state === 'ended' ? undefined : { ...charge, state: 'ended', bill }
  const ended = endedIfOver(charge, nowMs)
  if (ended !== undefined) return ended
  return charge.state === 'asked' && bill !== null ? { ...charge, state: 'open', bill } : undefined
}

const endedIfOver = (charge: ChargeDocument, nowMs: number): ChargeDocument | undefined =>
  charge.state !== 'ended' && nowMs > watchedUntil(charge)
    ? { ...charge, state: 'ended', bill: billOfCharge(charge) }
    : undefined
