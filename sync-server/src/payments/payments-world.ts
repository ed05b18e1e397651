import { type TenantId } from '@totem/shared-schema'
import { type RecordEvent } from '../events.ts'
import { type PaymentMetrics } from './payment-metrics.ts'
import { type ProviderFailure } from './provider.ts'

/** What every part of the money needs of the world. */
export interface PaymentsWorld {
  readonly nowMs: () => number
  /** Makes a signal that ends so many ms from now. */
  readonly endAfter: (ms: number) => AbortSignal
  readonly record: RecordEvent
  readonly metrics: PaymentMetrics
}

/** What was asked of a provider. */
export type ProviderOperation =
  | 'create_charge'
  | 'get_charge'
  | 'cancel_charge'
  | 'list_settlements'
  | 'refund'
  | 'get_refund'
  | 'register_hook'

/** Counts and records that a provider did not do what it was asked. */
export const noteFailure = (
  { record, metrics }: PaymentsWorld,
  asked: { readonly tenantId: TenantId; readonly operation: ProviderOperation },
  failure: ProviderFailure,
): void => {
  const reason = 'reason' in failure ? failure.reason : failure.kind
  metrics.providerFailures.inc({ operation: asked.operation, kind: failure.kind })
  record({ kind: 'payment_provider_failed', ...asked, failure: failure.kind, reason })
}
