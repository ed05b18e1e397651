import {
  type DeviceId,
  type GrantId,
  type KioskLetter,
  type OperatorId,
  type RiskEnvelope,
  type TenantId,
  type TicketId,
} from '@totem/shared-schema'
import { type Logger } from './logger.ts'

/** What happened in the business, as far as the log may know: ids and codes, never a person. */
export type BusinessEvent =
  | { readonly kind: 'database_ready' }
  | { readonly kind: 'database_waiting'; readonly reason: string }
  /** Somebody deleted them while the gateway ran; they are empty now. */
  | { readonly kind: 'databases_made_anew'; readonly databases: readonly string[] }
  | {
      readonly kind: 'device_paired'
      readonly tenantId: TenantId
      readonly device: DeviceId
      readonly letter: KioskLetter | null
    }
  | { readonly kind: 'pairing_refused'; readonly reason: string }
  | {
      readonly kind: 'kiosk_settings_changed'
      readonly tenantId: TenantId
      readonly operator: OperatorId | null
    }
  | ({ readonly kind: 'pairing_offered'; readonly device: 'kiosk' | 'panel' } & ByManager)
  | ({ readonly kind: 'device_revoked'; readonly device: DeviceId } & ByManager)
  | ({ readonly kind: 'device_renamed'; readonly device: DeviceId } & ByManager)
  | ({ readonly kind: 'notice_written'; readonly version: string } & ByManager)
  | ({ readonly kind: 'service_changed'; readonly service: string } & ByManager)
  | ({
      readonly kind: 'data_subject'
      readonly act: 'found' | 'corrected' | 'erased'
      readonly tickets: number
    } & ByManager)
  | ({ readonly kind: 'operator_changed'; readonly operator: OperatorId } & ByManager)
  | ({ readonly kind: 'offline_rules_changed' } & RiskEnvelope & ByManager)
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
      readonly txid: string | null
    }
  | {
      readonly kind: 'settlements_unreadable'
      readonly tenantId: TenantId
      readonly count: number
    }
  | {
      readonly kind: 'cash_received'
      readonly tenantId: TenantId
      readonly operator: OperatorId | null
      readonly txid: string
    }
  | {
      readonly kind: 'refund_moved'
      readonly tenantId: TenantId
      readonly settlement: string
      readonly refund: string
      readonly status: string
    }
  | {
      readonly kind: 'payment_review_decided'
      readonly tenantId: TenantId
      readonly operator: OperatorId
      readonly act: 'accept' | 'refund' | 'link' | 'close'
      /** The settlement or the ticket it was about. */
      readonly about: string
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
  | {
      readonly kind: 'payment_hook_refused'
      readonly reason: string
      /** `null` when the address was nobody's. */
      readonly tenantId: TenantId | null
      /** The front of the SHA-256 of what was sent. */
      readonly digest: string | null
    }
  | {
      readonly kind: 'webhook_registered'
      readonly tenantId: TenantId
      readonly provider: string
    }

/** A manager who did something, at a tenant of theirs. */
interface ByManager {
  readonly tenantId: TenantId
  readonly by: OperatorId | null
}

/** Records what happened in the business. */
export type RecordEvent = (event: BusinessEvent) => void

/** Makes the recorder that writes business events to the log. */
export const createEventRecorder =
  (logger: Logger): RecordEvent =>
  ({ kind, ...facts }) => {
    logger.info({ event: kind, ...facts }, kind)
  }
