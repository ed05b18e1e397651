import { intentOfTxid, ok, shownCharges, type Result, type Ticket } from '@totem/shared-schema'
import { bindCharge } from '../charges/bind-charge.ts'
import { type ChargeNews, followCharge } from '../charges/follow-charge.ts'
import { isCalledOff } from '../charges/is-called-off.ts'
import { tellWithdrawn } from '../charges/tell-ended.ts'
import { chargeId, txidOfCharge } from '../documents/charge.ts'
import { isPlaced, recordProven, settlementId } from '../documents/settlement.ts'
import { noteFailure, type PaymentsWorld } from '../payments-world.ts'
import { type ChargeReport, type ListedSettlement, type ProviderFailure } from '../provider.ts'
import { driveRefunds } from '../refunds/drive-refunds.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { placeSettlement } from './place-settlement.ts'
import { createWaiting } from './waiting.ts'

/** Turns the bank's word into settlements and settlements into payments. Every step may be repeated. */
export interface Settling {
  /**
   * Asks the bank about a charge and acts on the answer. One that can still be paid though its ticket was
   * cancelled is withdrawn, so that whoever died over it is followed by the next question.
   */
  readonly inquire: (txid: string, signal: AbortSignal) => Promise<Result<void, ProviderFailure>>
  /** Writes down what the bank has told by itself or in a list, and acts on it. */
  readonly record: (proven: readonly ListedSettlement[], signal: AbortSignal) => Promise<void>
  /** Does what is left to do for a settlement: its ticket, its refunds, what the ticket must hear of them. */
  readonly attend: (id: string, signal: AbortSignal) => Promise<void>
  /** Looks at a ticket that came or changed; gives the settlements that this process knows to wait for it. */
  readonly meet: (ticket: Ticket) => Promise<readonly string[]>
  /** Withdraws the charges of a cancelled ticket now; what fails here the next sweep does. */
  readonly callOff: (ticket: Ticket, signal: AbortSignal) => Promise<void>
}

/** Makes the settling of one tenant with one provider. */
export const createSettling = (world: PaymentsWorld, tenant: TenantPayments): Settling => {
  const { tenantId, provider, settlements, charges } = tenant
  const waiting = createWaiting()

  const attend: Settling['attend'] = async (id, signal) => {
    const known = await settlements.get(id)
    if (known === undefined || known.state === 'matched') return
    const settlement = isPlaced(known)
      ? known
      : await placeSettlement(world, tenant, { settlement: known, waiting })
    await driveRefunds(world, tenant, { settlement, signal })
  }

  const record: Settling['record'] = async (proven, signal) => {
    for (const each of proven) {
      const { transactionId, txid } = each
      const id = settlementId({ provider: provider.key, transactionId })
      const seen = { isNew: false }
      const { isWritten, document } = await settlements.decide(id, (known) => {
        seen.isNew = known === undefined
        return recordProven(known, each, { tenantId, provider: provider.key })
      })
      if (isWritten && seen.isNew) {
        world.metrics.settlements.inc({ outcome: 'recorded' })
        world.record({ kind: 'settlement_recorded', tenantId, txid: txid ?? null })
      }
      if (document?.state !== 'matched') await attend(id, signal)
    }
  }

  const follow = (txid: string, news: Partial<ChargeNews>): Promise<void> =>
    followCharge(tenant, {
      txid,
      news: { isPaid: false, isRemoved: false, bill: null, ...news },
      nowMs: world.nowMs(),
    })

  const ask = async (
    txid: string,
    signal: AbortSignal,
  ): Promise<Result<ChargeReport, ProviderFailure>> => {
    const report = await provider.getCharge(txid, signal)
    if (report.ok) {
      const { settlements: proven, status, bill = null } = report.value
      await record(proven, signal)
      await follow(txid, { isPaid: proven.length > 0, isRemoved: status === 'removed', bill })
      return report
    }
    if (report.error.kind === 'unknown_charge') {
      await follow(txid, {})
      return report
    }
    // The end of this process says nothing about the bank.
    if (!signal.aborted || isTimeout(signal))
      noteFailure(world, { tenantId, operation: 'get_charge' }, report.error)
    return report
  }

  const inquire: Settling['inquire'] = async (txid, signal) => {
    const known = await charges.get(chargeId({ txid }))
    if (known !== undefined && known.provider !== provider.key) {
      // Only who made a charge knows what became of it; where nobody can ask that one, it ends by our own clock.
      if (!tenant.otherDesks.includes(known.provider)) await follow(txid, {})
      return ok(undefined)
    }
    const report = await ask(txid, signal)
    if (!report.ok) return report
    const { status, settlements: proven } = report.value
    if (status !== 'open' || proven.length > 0 || !(await isCalledOff(tenant, txid)))
      return ok(undefined)
    const withdrawn = await provider.cancelCharge(txid, signal)
    if (!withdrawn.ok) {
      noteFailure(world, { tenantId, operation: 'cancel_charge' }, withdrawn.error)
      return ok(undefined)
    }
    // Whoever paid at the same moment was faster or is refused, and the bank alone knows which.
    const then = await ask(txid, signal)
    return then.ok ? ok(undefined) : then
  }

  return {
    attend,
    inquire,
    record: async (proven, signal) => {
      await record(proven, signal)
      for (const { txid } of proven) if (txid !== undefined) await follow(txid, { isPaid: true })
    },
    meet: async (ticket) => {
      const intents = [ticket.sale.intent]
      for (const { txid, tier } of shownCharges(ticket)) {
        if (tier !== 'pool') continue
        intents.push(intentOfTxid(txid))
        await bindCharge(tenant, { txid, ticketId: ticket.id })
      }
      await tellWithdrawn(tenant, ticket)
      return waiting.of([ticket.id, ...intents])
    },
    callOff: async ({ id: ticketId, service }, signal) => {
      if (service.kind !== 'cancelled') return
      const mine = { ticketId, provider: provider.key }
      for (const state of ['open', 'asked'])
        for (const id of await charges.idsIn(state, mine)) await inquire(txidOfCharge(id), signal)
    },
  }
}

const isTimeout = ({ reason }: AbortSignal): boolean =>
  reason instanceof Error && reason.name === 'TimeoutError'
