import {
  type Cents,
  chargeTxid,
  CreatedData,
  deviceIdOf,
  type EventData,
  type EventType,
  Hlc,
  intentOfTxid,
  type IdentifiedEvent,
  keyPairFromSeed,
  KioskLetter,
  makeGrantId,
  makePaymentIntent,
  makeTicketId,
  OperatorId,
  PaymentLinkRequest,
  signEvent,
  TenantId,
  type TicketDocument,
  type TicketId,
} from '@totem/shared-schema'
import { Registry } from 'prom-client'
import * as v from 'valibot'
import { type RecordEvent } from '../events.ts'
import { createMemoryBank, type MemoryBank } from './_memory-bank.ts'
import { aLife, type Life, mortal } from './_mortal.ts'
import { requestCharge } from './charges/request-charge.ts'
import {
  createMemoryDocumentStore,
  type MemoryDocumentStore,
} from './documents/_memory-document-store.ts'
import { ChargeDocument, chargeId } from './documents/charge.ts'
import { HookDocument } from './documents/hook.ts'
import { LeaseDocument } from './documents/lease.ts'
import { SettlementDocument } from './documents/settlement.ts'
import { WatermarkDocument } from './documents/watermark.ts'
import { createPaymentMetrics } from './payment-metrics.ts'
import { type PaymentsWorld } from './payments-world.ts'
import { createReviewActs, type ReviewActs } from './review/review-acts.ts'
import { type Settling } from './settlements/settling.ts'
import { openDesk } from './tenant-desk.ts'
import { type TenantPayments } from './tenant-payments.ts'
import {
  createMemoryTicketLedger,
  type MemoryTicketLedger,
} from './tickets/_memory-ticket-ledger.ts'
import { sweep } from './watch/sweep.ts'

const tenantId = v.parse(TenantId, 'demo')
const keysOf = (seed: number): ReturnType<typeof keyPairFromSeed> =>
  keyPairFromSeed(new Uint8Array(32).fill(seed))
const kioskKeys = keysOf(1)
const settlementKey = keysOf(2)
export const kiosk = deviceIdOf(kioskKeys.publicKey)
export const manager = v.parse(OperatorId, 'gerente')
const tablet = deviceIdOf(keysOf(3).publicKey)

/** A shop whose database, tickets and bank live in memory and outlive every gateway. */
export interface MemoryShop {
  readonly clock: { nowMs: number }
  readonly bank: MemoryBank
  readonly tickets: MemoryTicketLedger
  readonly charges: MemoryDocumentStore<ChargeDocument>
  readonly settlements: MemoryDocumentStore<SettlementDocument>
  readonly hooks: MemoryDocumentStore<HookDocument>
  /** Starts a gateway, which may die at a step of its life. */
  readonly open: (life?: Life) => ShopGateway
  /** Lets fresh gateways sweep until nothing is left to do. */
  readonly settle: () => Promise<void>
  /** What a person with all the documents would see; nothing of how it came about. */
  readonly state: () => object
}

/** One gateway of the shop. */
export interface ShopGateway {
  readonly tenant: TenantPayments
  readonly settling: Settling
  readonly acts: ReviewActs
  /** A kiosk asks for a charge. */
  readonly ask: (sale: ShopSale, attempt?: number) => Promise<unknown>
  /** The bank calls, and what it said is acted on. */
  readonly hear: (body: string) => Promise<void>
  /** A ticket arrives, and the feed tells this gateway. */
  readonly meet: (document: TicketDocument) => Promise<void>
  /** The feed tells this gateway of a ticket. */
  readonly hearOf: (ticketId: TicketId) => Promise<void>
  readonly sweep: () => Promise<void>
}

/** Opens a shop at an hour of its own. */
export const openShop = (): MemoryShop => {
  const clock = { nowMs: Date.parse('2026-11-23T15:00:00Z') }
  const bank = createMemoryBank(() => clock.nowMs)
  const tickets = createMemoryTicketLedger()
  const charges = createMemoryDocumentStore(ChargeDocument)
  const settlements = createMemoryDocumentStore(SettlementDocument)
  const hooks = createMemoryDocumentStore(HookDocument)
  const leases = createMemoryDocumentStore(LeaseDocument)
  const watermarks = createMemoryDocumentStore(WatermarkDocument)
  const stores = { charges, settlements, hooks, leases, watermarks, tickets }
  let opened = 0

  const open: MemoryShop['open'] = (life = aLife()) => {
    opened += 1
    const holder = `gateway-${opened}`
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
      provider: mortal(bank.provider, life),
      charges: mortal(stores.charges, life),
      settlements: mortal(stores.settlements, life),
      hooks: mortal(stores.hooks, life),
      leases: mortal(stores.leases, life),
      watermarks: mortal(stores.watermarks, life),
      tickets: mortal(stores.tickets, life),
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
        if (accepted.ok && accepted.value !== undefined)
          await receiver.handle(accepted.value, never)
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

  return {
    clock,
    bank,
    ...stores,
    open,
    settle: async () => {
      const gateway = open()
      // Whoever died held the turn; lists are read once a minute, and every ten when nothing is awaited.
      for (const minutes of [1, 1, 11]) {
        clock.nowMs += minutes * 60_000
        await gateway.sweep()
      }
    },
    state: () => ({
      settlements: settlements.all(),
      charges: charges.all().map(({ txid, state, ticketId }) => ({ txid, state, ticketId })),
      hooks: hooks.all().map(({ state }) => state),
      tickets: tickets.all().map(({ id, payment, history }) => ({
        id,
        payment,
        events: history.map((entry) => entry.id),
      })),
    }),
  }
}

const noRecord: RecordEvent = () => undefined

/** A ticket as its kiosk sold it, what the kiosk asks for, and how more happens to it. */
export interface ShopSale {
  readonly ticket: TicketDocument
  readonly request: PaymentLinkRequest
  readonly txid: string
}

const bytes = (count: number): Uint8Array => crypto.getRandomValues(new Uint8Array(count))

/** Sells a ticket of R$ 90,00 unless told otherwise; it is on the kiosk alone. */
export const sellTicket = ({ clock }: MemoryShop, priceCents = 9_000): ShopSale => {
  const letter = v.parse(KioskLetter, 'A')
  const ticketId = makeTicketId(kiosk, { nowMs: clock.nowMs, randomBytes: bytes })
  const intent = makePaymentIntent(letter, bytes)
  const service = { code: 'GELO', name: 'Banheira de Gelo', priceCents, durationMinutes: 15 }
  const data = { letter, counter: 1, businessDay: '2026-11-23', service, intent, offline: false }
  const created = sign(ticketId, {
    type: 'created',
    data: v.parse(CreatedData, data),
    nowMs: clock.nowMs,
  })
  return {
    ticket: { id: ticketId, tenantId, events: { [created.id]: created.event } },
    request: v.parse(PaymentLinkRequest, {
      ticketId,
      intent,
      attempt: 1,
      amountCents: priceCents,
      description: 'A-001 Banheira de Gelo',
    }),
    txid: chargeTxid(intent, 1),
  }
}

/** Lets something happen to a ticket: by its kiosk, or by somebody with a tablet. */
export const happen = <T extends EventType>(
  { clock }: MemoryShop,
  { id }: TicketDocument,
  ...[type, data]: readonly [type: T, data: EventData<T>]
): TicketDocument => {
  const event = sign(id, { type, data, nowMs: clock.nowMs })
  return { id, tenantId, events: { [event.id]: event.event } }
}

/** Lets an operator do something to a ticket, as only what operators did can be undone. */
export const operate = <T extends EventType>(
  { clock }: MemoryShop,
  { id }: TicketDocument,
  ...[type, data]: readonly [type: T, data: EventData<T>]
): TicketDocument => {
  const event = sign(id, { type, data, nowMs: clock.nowMs, isByOperator: true })
  return { id, tenantId, events: { [event.id]: event.event } }
}

const sign = <T extends EventType>(
  ticketId: TicketId,
  {
    type,
    data,
    nowMs,
    isByOperator,
  }: {
    readonly type: T
    readonly data: EventData<T>
    readonly nowMs: number
    readonly isByOperator?: boolean
  },
): IdentifiedEvent => {
  const isOperators = isByOperator ?? (type === 'paid_by_hand' || type === 'returned')
  const grant = makeGrantId({ nowMs: 0, randomBytes: (count) => new Uint8Array(count) })
  return signEvent(
    { tenantId, ticketId },
    {
      type,
      at: v.parse(Hlc, nowMs),
      by: isOperators
        ? { kind: 'operator', device: tablet, operator: manager, grant }
        : { kind: 'device', device: kiosk },
      prev: null,
      data,
    },
    isOperators ? keysOf(3).secretKey : kioskKeys.secretKey,
  )
}

/** Puts a charge into the kiosk's pool, as the bank holds it; gives its txid. */
export const poolCharge = async (
  shop: MemoryShop,
  amountCents: Cents,
  txid = chargeTxid(makePaymentIntent(v.parse(KioskLetter, 'A'), bytes), 1),
): Promise<string> => {
  const intent = intentOfTxid(txid)
  const expiresInSeconds = 7 * 24 * 60 * 60
  const order = { txid, amountCents, description: 'Totem', expiresInSeconds }
  const made = await shop.bank.provider.createCharge(order, new AbortController().signal)
  if (!made.ok) throw new Error(made.error.kind)
  await shop.charges.decide(chargeId({ txid }), () => ({
    type: 'charge',
    tenantId,
    provider: 'pix',
    intent,
    attempt: 1,
    origin: 'pool',
    ticketId: null,
    device: kiosk,
    askedAt: shop.clock.nowMs,
    state: 'pooled',
    bill: made.value,
    ...order,
  }))
  return txid
}
