import {
  type DeviceId,
  type GrantId,
  type KioskLetter,
  type OperatorId,
  type TenantId,
  type TicketId,
} from '@totem/shared-schema'
import { type Logger } from './logger.ts'

/** What happened in the business, as far as the log may know: ids and codes, never a person. */
export type BusinessEvent =
  | { readonly kind: 'database_ready' }
  | { readonly kind: 'database_waiting'; readonly reason: string }
  | {
      readonly kind: 'kiosk_paired'
      readonly tenantId: TenantId
      readonly device: DeviceId
      readonly letter: KioskLetter
    }
  | { readonly kind: 'pairing_refused'; readonly reason: string }
  | {
      readonly kind: 'token_refused'
      readonly tenantId: TenantId
      readonly device: DeviceId
      readonly reason: string
    }
  | {
      readonly kind: 'operator_logged_in'
      readonly tenantId: TenantId
      readonly operator: OperatorId
      readonly device: DeviceId
      readonly grant: GrantId
    }
  | { readonly kind: 'login_refused'; readonly tenantId: TenantId; readonly reason: string }
  | {
      readonly kind: 'refresh_token_reused'
      readonly tenantId: TenantId
      readonly device: DeviceId
    }
  | {
      readonly kind: 'settlement_recorded'
      readonly tenantId: TenantId
      readonly txid: string
    }
  | {
      readonly kind: 'settlement_matched'
      readonly tenantId: TenantId
      readonly ticketId: TicketId
      readonly verdict: string
    }
  | {
      readonly kind: 'payment_provider_failed'
      readonly tenantId: TenantId
      readonly operation: string
      readonly failure: string
      readonly reason: string
    }
  | {
      readonly kind: 'quarantined'
      readonly tenantId: TenantId
      readonly device: DeviceId
      readonly entry: string
      readonly reason: string
    }
  | {
      readonly kind: 'quarantine_decided'
      readonly tenantId: TenantId
      readonly entry: string
      readonly state: string
      /** `null` when no person decided, e.g. after an upgrade. */
      readonly operator: OperatorId | null
    }
  | {
      readonly kind: 'late_batch_kept'
      readonly tenantId: TenantId
      readonly device: DeviceId
      readonly rows: number
    }
  | {
      readonly kind: 'conflict_healed'
      readonly tenantId: TenantId
      readonly collection: string
      readonly leaves: number
    }
  | {
      readonly kind: 'audit_chain_broken'
      readonly tenantId: TenantId
      readonly device: DeviceId
      readonly fault: 'gap' | 'fork'
    }
  | {
      readonly kind: 'number_given_twice'
      readonly tenantId: TenantId
      readonly day: string
      readonly number: string
    }
  | { readonly kind: 'payment_hook_refused'; readonly reason: string }
  | {
      readonly kind: 'webhook_registered'
      readonly tenantId: TenantId
      readonly provider: string
    }

/** Records what happened in the business. */
export type RecordEvent = (event: BusinessEvent) => void

/** Makes the recorder that writes business events to the log. */
export const createEventRecorder =
  (logger: Logger): RecordEvent =>
  ({ kind, ...facts }) => {
    logger.info({ event: kind, ...facts }, kind)
  }
