import { type PaymentLinkRequest, type TicketDocument, type TicketId } from '@totem/shared-schema'
import { Registry } from 'prom-client'
import { type RecordEvent } from '../events.ts'
import { type MemoryBank } from './_memory-bank.ts'
import { type Life, mortal } from './_mortal.ts'
import { kiosk, settlementKey, tenantId } from './_shop-people.ts'
import { requestCharge } from './charges/request-charge.ts'
import { type MemoryDocumentStore } from './documents/_memory-document-store.ts'
import { type ChargeDocument } from './documents/charge.ts'
import { type HookDocument } from './documents/hook.ts'
import { type LeaseDocument } from './documents/lease.ts'
import { type SettlementDocument } from './documents/settlement.ts'
import { type WatermarkDocument } from './documents/watermark.ts'
import { createPaymentMetrics } from './payment-metrics.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { createReviewActs, type ReviewActs } from './review/review-acts.ts'
import { type Settling } from './settlements/settling.ts'
import { openDesk } from './tenant-desk.ts'
import { type TenantPayments } from './tenant-payments.ts'
import { type MemoryTicketLedger } from './tickets/_memory-ticket-ledger.ts'
import { sweep } from './watch/sweep.ts'

/** What outlives every gateway of a shop. */
export interface ShopStorage {
  readonly clock: { nowMs: number }
  readonly bank: MemoryBank
  readonly tickets: MemoryTicketLedger
  readonly charges: MemoryDocumentStore<ChargeDocument>
  readonly settlements: MemoryDocumentStore<SettlementDocument>
  readonly hooks: MemoryDocumentStore<HookDocument>
  readonly leases: MemoryDocumentStore<LeaseDocument>
  readonly watermarks: MemoryDocumentStore<WatermarkDocument>
}

/** One gateway of the shop. */
export interface ShopGateway {
  readonly tenant: TenantPayments
  readonly settling: Settling
  readonly acts: ReviewActs
  /** A kiosk asks for a charge. */
  readonly ask: (
    sale: { readonly request: PaymentLinkRequest },
    attempt?: number,
  ) => Promise<unknown>
  /** The bank calls, and what it said is acted on. */
  readonly hear: (body: string) => Promise<void>
  /** A ticket arrives, and the feed tells this gateway. */
  readonly meet: (document: TicketDocument) => Promise<void>
  /** The feed tells this gateway of a ticket. */
  readonly hearOf: (ticketId: TicketId) => Promise<void>
  readonly sweep: () => Promise<void>
}

const noRecord: RecordEvent = () => undefined

/** Starts a gateway, which reaches for what is stored as long as its life lasts. */
export const openGateway = (storage: ShopStorage, holder: string, life: Life): ShopGateway => {
  const { clock, tickets } = storage
  const metrics = createPaymentMetrics(new Registry())
  const world: PaymentsWorld = {
    nowMs: () => clock.nowMs,
    endAfter: (ms) => AbortSignal.timeout(ms),
    record: noRecord,
    metrics,
  }
  const tenant: TenantPayments = {
    tenantId,
    settlementKey,
    otherDesks: [],
    provider: mortal(storage.bank.provider, life),
    charges: mortal(storage.charges, life),
    settlements: mortal(storage.settlements, life),
    hooks: mortal(storage.hooks, life),
    leases: mortal(storage.leases, life),
    watermarks: mortal(storage.watermarks, life),
    tickets: mortal(storage.tickets, life),
  }
  const desk = openDesk(world, tenant)
  const { receiver } = desk
  if (receiver === undefined) throw new Error('the bank of histories calls')
  const never = new AbortController().signal
  const hearOf: ShopGateway['hearOf'] = async (ticketId) => {
    const ticket = tickets.all().find(({ id }) => id === ticketId)
    if (ticket === undefined) return
    for (const id of await desk.settling.meet(ticket)) await desk.settling.attend(id, never)
    await desk.settling.callOff(ticket, never)
  }
  return {
    tenant,
    settling: desk.settling,
    acts: createReviewActs(world, desk),
    ask: ({ request }, attempt = request.attempt) =>
      requestCharge(world, tenant, { device: kiosk, request: { ...request, attempt } }),
    hear: async (body) => {
      const accepted = await receiver.accept({
        headers: new Headers(),
        rawBody: Buffer.from(body),
        receivedAtMs: clock.nowMs,
      })
      if (accepted.ok && accepted.value !== undefined) await receiver.handle(accepted.value, never)
    },
    hearOf,
    meet: async (document) => {
      tickets.arrive(document)
      await hearOf(document.id)
    },
    sweep: () =>
      sweep(
        world,
        {
          tenant,
          settling: desk.settling,
          receiver,
          holder,
          intervalMs: 15_000,
          onTrouble: (error) => {
            throw error
          },
        },
        never,
      ),
  }
}
