import { intentOfTxid, ok, type Result } from '@totem/shared-schema'
import { chargeId } from '../documents/charge.ts'
import { noteFailure, type PaymentsWorld } from '../payments-world.ts'
import { type ListedSettlement, type ProviderFailure } from '../provider.ts'
import { type Settling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { type Window } from './next-window.ts'

/** Records everything a provider lists in a stretch of time, to the last page. */
export const readWindow = async (
  world: PaymentsWorld,
  { tenant, settling }: { readonly tenant: TenantPayments; readonly settling: Settling },
  { window, signal }: { readonly window: Window; readonly signal: () => AbortSignal },
): Promise<Result<void, ProviderFailure>> => {
  const { provider, tenantId } = tenant
  let pages = 1
  for (let page = 0; page < pages; page += 1) {
    const listed = await provider.listSettlements({ ...window, page }, signal())
    if (!listed.ok) {
      noteFailure(world, { tenantId, operation: 'list_settlements' }, listed.error)
      return listed
    }
    const { settlements, unreadable } = listed.value
    // It may grow while it is read.
    pages = listed.value.pages
    if (unreadable > 0) {
      world.metrics.unreadable.inc(unreadable)
      world.record({ kind: 'settlements_unreadable', tenantId, count: unreadable })
    }
    for (const each of settlements)
      if (await concernsUs(tenant, each)) await settling.record([each], signal())
  }
  return ok(undefined)
}

/** An account may have other keys, whose money is none of the studio's business here. */
const concernsUs = async (
  { charges, tickets }: TenantPayments,
  { receiver, txid }: ListedSettlement,
): Promise<boolean> => {
  if (receiver === 'ours') return true
  if (txid === undefined) return false
  return (
    (await charges.get(chargeId({ txid }))) !== undefined ||
    (await tickets.byIntent(intentOfTxid(txid))) !== undefined
  )
}
