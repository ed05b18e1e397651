import { isUnderWay, mergeRefund, type Refund, reportedRefund } from '../documents/refund.ts'
import {
  isPlaced,
  settlementId,
  type SettlementDocument,
  withState,
} from '../documents/settlement.ts'
import { noteFailure, type PaymentsWorld } from '../payments-world.ts'
import { type MoneyFact } from '../settlements/payment-event.ts'
import { tellTicket } from '../settlements/tell-ticket.ts'
import { type TenantPayments } from '../tenant-payments.ts'

type ReturnedMoney = Extract<MoneyFact, { readonly kind: 'refund' }>

/**
 * Brings every refund of a settlement one step on: asks the bank for those under way, tells the ticket of
 * those that are done. All of it starts from the document, so any part may be repeated after any death.
 */
export const driveRefunds = async (
  world: PaymentsWorld,
  tenant: TenantPayments,
  { settlement, signal }: { readonly settlement: SettlementDocument; readonly signal: AbortSignal },
): Promise<SettlementDocument> => {
  let now = settlement
  // Only the provider that took the money can give it back.
  if (settlement.provider === tenant.provider.key)
    for (const [refundId, refund] of Object.entries(settlement.refunds))
      if (isUnderWay(refund))
        now = await askBank(world, tenant, { settlement: now, refundId, refund, signal })
  if (!isPlaced(now)) return now
  for (const [refundId, refund] of Object.entries(now.refunds))
    if (refund.status === 'done' && refund.event === null)
      now = await tellOfRefund(tenant, { settlement: now, refundId, refund })
  return now
}

interface OneRefund {
  readonly settlement: SettlementDocument
  readonly refundId: string
  readonly refund: Refund
}

const askBank = async (
  world: PaymentsWorld,
  tenant: TenantPayments,
  { settlement, refundId, refund, signal }: OneRefund & { readonly signal: AbortSignal },
): Promise<SettlementDocument> => {
  const { transactionId } = settlement
  const { provider, tenantId } = tenant
  const name = { refundId, transactionId }
  const { amountCents } = refund
  // The name was stored before it was ever sent: sent twice, it is one refund.
  const answer =
    refund.status === 'asked'
      ? await provider.refund({ ...name, amountCents }, signal)
      : await provider.getRefund(name, signal)
  if (answer.ok)
    return write(world, tenant, { settlement, refundId, refund: reportedRefund(answer.value) })
  const operation = refund.status === 'asked' ? 'refund' : 'get_refund'
  noteFailure(world, { tenantId, operation }, answer.error)
  const isNo = answer.error.kind === 'refused' || answer.error.kind === 'unknown_refund'
  if (refund.status !== 'asked' || !isNo) return settlement
  // A no may mean that an earlier yes was lost on its way.
  const held = await provider.getRefund(name, signal)
  if (held.ok)
    return write(world, tenant, { settlement, refundId, refund: reportedRefund(held.value) })
  if (held.error.kind !== 'unknown_refund') return settlement
  return write(world, tenant, { settlement, refundId, refund: { ...refund, status: 'failed' } })
}

const write = async (
  { metrics, record }: PaymentsWorld,
  { settlements, tenantId }: TenantPayments,
  { settlement, refundId, refund }: OneRefund,
): Promise<SettlementDocument> => {
  const id = settlementId(settlement)
  const { document, isWritten } = await settlements.decide(id, (current) => {
    if (current === undefined) return undefined
    const known = current.refunds[refundId]
    const merged = mergeRefund(known, refund)
    if (known?.status === merged.status) return undefined
    return withState({ ...current, refunds: { ...current.refunds, [refundId]: merged } })
  })
  if (isWritten) {
    metrics.refunds.inc({ status: refund.status })
    record({
      kind: 'refund_moved',
      tenantId,
      settlement: id,
      refund: refundId,
      status: refund.status,
    })
  }
  return document ?? settlement
}

const tellOfRefund = async (
  tenant: TenantPayments,
  { settlement, refundId, refund }: OneRefund,
): Promise<SettlementDocument> => {
  if (!isPlaced(settlement)) return settlement
  const told = await tellTicket(tenant, settlement.ticketId, (): ReturnedMoney => ({
    kind: 'refund',
    settlement,
    refundId,
    refund,
  }))
  if (told === undefined) return settlement
  const { document } = await tenant.settlements.decide(settlementId(settlement), (current) => {
    const known = current?.refunds[refundId]
    if (current === undefined || known?.event !== null) return undefined
    const next = { ...known, event: told.event }
    return withState({ ...current, refunds: { ...current.refunds, [refundId]: next } })
  })
  return document ?? settlement
}
