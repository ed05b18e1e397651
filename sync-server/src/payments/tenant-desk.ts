import { createHookReceiver, type HookReceiver } from './hooks/receive-hook.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { createSettling, type Settling } from './settlements/settling.ts'
import { type TenantPayments } from './tenant-payments.ts'

/** What works on the money of one tenant. */
export interface TenantDesk {
  readonly tenant: TenantPayments
  readonly settling: Settling
  /** Absent when the provider never calls. */
  readonly receiver: HookReceiver | undefined
}

/** Sets up what works on the money of a tenant. */
export const openDesk = (world: PaymentsWorld, tenant: TenantPayments): TenantDesk => {
  const settling = createSettling(world, tenant)
  return { tenant, settling, receiver: createHookReceiver(world, tenant, settling) }
}
