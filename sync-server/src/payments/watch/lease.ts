import { type LeaseDocument } from '../documents/lease.ts'
import { type TenantPayments } from '../tenant-payments.ts'

/** Who asks for which turn. */
export interface LeaseRequest {
  readonly task: string
  readonly holder: string
  readonly nowMs: number
  readonly forMs: number
}

/**
 * Takes or keeps the turn at a task that one gateway is enough for. It only saves work: everything
 * done under it may be done twice, so a clock that is wrong costs questions and no money.
 */
export const takeLease = async (
  { leases, tenantId }: TenantPayments,
  { task, holder, nowMs, forMs }: LeaseRequest,
): Promise<boolean> => {
  const wanted: LeaseDocument = { type: 'lease', tenantId, holder, until: nowMs + forMs }
  const { document } = await leases.decide(`lease:${task}`, (current) => {
    if (current === undefined) return wanted
    if (current.holder !== holder) return current.until <= nowMs ? wanted : undefined
    return current.until - nowMs < forMs / 2 ? wanted : undefined
  })
  return document?.holder === holder
}

/** Gives a turn back, so that another gateway need not wait for its end. */
export const returnLease = async (
  { leases }: TenantPayments,
  { task, holder }: Pick<LeaseRequest, 'task' | 'holder'>,
): Promise<void> => {
  await leases.decide(`lease:${task}`, (current) =>
    current?.holder === holder && current.until > 0 ? { ...current, until: 0 } : undefined,
  )
}
