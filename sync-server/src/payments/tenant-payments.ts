import { type CouchServer } from '@totem/couchdb'
import { type KeyPair, type TenantId } from '@totem/shared-schema'
import { tenantDatabase } from '../database/tenant-database.ts'
import { ChargeDocument } from './documents/charge.ts'
import { createDocumentStore, type DocumentStore } from './documents/document-store.ts'
import { HookDocument } from './documents/hook.ts'
import { LeaseDocument } from './documents/lease.ts'
import { SettlementDocument } from './documents/settlement.ts'
import { WatermarkDocument } from './documents/watermark.ts'
import { type PaymentProvider } from './provider.ts'
import { openTicketLedger } from './tickets/couch-ticket-ledger.ts'
import { type TicketLedger } from './tickets/ticket-ledger.ts'

/** The money of one tenant: who moves it, who signs for it, where it is written down. */
export interface TenantPayments {
  readonly tenantId: TenantId
  readonly provider: PaymentProvider
  /** Keys of other providers whose charges another desk of this tenant asks about. */
  readonly otherDesks: readonly string[]
  /** Signs payment events. */
  readonly settlementKey: KeyPair
  readonly charges: DocumentStore<ChargeDocument>
  readonly settlements: DocumentStore<SettlementDocument>
  readonly hooks: DocumentStore<HookDocument>
  readonly leases: DocumentStore<LeaseDocument>
  readonly watermarks: DocumentStore<WatermarkDocument>
  readonly tickets: TicketLedger
}

/** Opens the money of a tenant. */
export const createTenantPayments = (
  couch: CouchServer,
  tenant: Pick<TenantPayments, 'tenantId' | 'provider' | 'settlementKey'> & {
    readonly otherDesks?: readonly string[]
  },
): TenantPayments => {
  const payments = tenantDatabase(couch, tenant.tenantId, 'payments')
  return {
    otherDesks: [],
    ...tenant,
    charges: createDocumentStore(payments, 'charge', ChargeDocument),
    settlements: createDocumentStore(payments, 'settlement', SettlementDocument),
    hooks: createDocumentStore(payments, 'hook', HookDocument),
    leases: createDocumentStore(payments, 'lease', LeaseDocument),
    watermarks: createDocumentStore(payments, 'watermark', WatermarkDocument),
    tickets: openTicketLedger(couch, tenant.tenantId, tenant.settlementKey.publicKey),
  }
}
