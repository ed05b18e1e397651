import { createHookReceiver, type HookReceiver } from './hooks/receive-hook.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { createSettling, type Settling } from './settlements/settling.ts'
import { type TenantPayments } from './tenant-payments.ts'

/** What works on the money of one tenant with one provider. */
export interface TenantDesk {
  readonly tenant: TenantPayments
  readonly settling: Settling
  /** Absent when the provider never calls. */
  readonly receiver: HookReceiver | undefined
  /** Those of providers of other kinds that this one took over from: what they made stays with them to its end. */
  readonly earlier: readonly TenantDesk[]
}

/** Sets up what works on the money of a tenant. */
export const openDesk = (
  world: PaymentsWorld,
  tenant: TenantPayments,
  earlier: readonly TenantDesk[] = [],
): TenantDesk => {
  const settling = createSettling(world, tenant)
  return { tenant, settling, receiver: createHookReceiver(world, tenant, settling), earlier }
}

/** Gives a tenant's desk and those it took over from. */
export const withEarlier = (desk: TenantDesk): readonly TenantDesk[] => [desk, ...desk.earlier]

/** Gives the desk whose provider moved a settlement; the current one where that provider is gone. */
export const deskOfSettlement = (desk: TenantDesk, id: string): TenantDesk =>
  withEarlier(desk).find(({ tenant }) => id.startsWith(`pay:${tenant.provider.key}:`)) ?? desk
