import { type Database } from '@totem/couchdb'
import { type DeviceId, type ServiceCode } from '@totem/shared-schema'
import * as v from 'valibot'
import { ChargeDocument } from '../documents/charge.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { type TenantPayments } from '../tenant-payments.ts'

/** What work on a kiosk's pool needs. */
export interface PoolParts {
  readonly world: PaymentsWorld
  readonly tenant: Pick<TenantPayments, 'tenantId' | 'provider' | 'charges' | 'tickets'>
  /** The tenant's documents about money. */
  readonly payments: Database
  /** The kiosk whose pool it is. */
  readonly device: DeviceId
  /** What is sold now, and for how much. */
  readonly prices: ReadonlyMap<ServiceCode, PricedService>
  /** Ends all that is asked of the bank. */
  readonly signal: AbortSignal
}

/** A service as the payer of a charge reads it. */
export interface PricedService {
  readonly name: string
  readonly priceCents: number
}

/** So many questions to one bank at once. */
export const atOnce = 4

/** So many questions in a row without an answer mean that the bank is away. */
export const strikesToStop = 2

/** How long one question may take, in ms; nobody stands before the screen. */
const questionMs = 4_000

/** Gives the signal of one question. */
export const withinQuestion = (signal: AbortSignal): AbortSignal =>
  AbortSignal.any([signal, AbortSignal.timeout(questionMs)])

/** A database may answer in pages; a kiosk holds fewer than this by far. */
const pageSize = 200

/** Reads the charges of a kiosk that the bank of today holds and no ticket has shown. */
export const pooledCharges = async ({
  payments,
  device,
  tenant,
}: Pick<PoolParts, 'payments' | 'device' | 'tenant'>): Promise<
  ReadonlyMap<string, ChargeDocument>
> => {
  const selector = { type: 'charge', state: 'pooled', device, provider: tenant.provider.key }
  const { docs } = await payments.find({ selector, limit: pageSize })
  const charges = docs.map((stored) => v.parse(ChargeDocument, stored))
  return new Map(charges.map((charge) => [charge.txid, charge]))
}
