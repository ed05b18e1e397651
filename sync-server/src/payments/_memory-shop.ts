import { createMemoryBank } from './_memory-bank.ts'
import { aLife, type Life } from './_mortal.ts'
import { openGateway, type ShopGateway, type ShopStorage } from './_shop-gateway.ts'
import { createMemoryDocumentStore } from './documents/_memory-document-store.ts'
import { ChargeDocument } from './documents/charge.ts'
import { HookDocument } from './documents/hook.ts'
import { LeaseDocument } from './documents/lease.ts'
import { SettlementDocument } from './documents/settlement.ts'
import { WatermarkDocument } from './documents/watermark.ts'
import { createMemoryTicketLedger } from './tickets/_memory-ticket-ledger.ts'

/** A shop whose database, tickets and bank live in memory and outlive every gateway. */
export interface MemoryShop extends ShopStorage {
  /** Starts a gateway, which may die at a step of its life. */
  readonly open: (life?: Life) => ShopGateway
  /** Lets fresh gateways sweep until nothing is left to do. */
  readonly settle: () => Promise<void>
  /** What a person with all the documents would see; nothing of how it came about. */
  readonly state: () => object
}

/** Opens a shop at an hour of its own. */
export const openShop = (): MemoryShop => {
  const clock = { nowMs: Date.parse('2026-11-23T15:00:00Z') }
  const tickets = createMemoryTicketLedger()
  const charges = createMemoryDocumentStore(ChargeDocument)
  const settlements = createMemoryDocumentStore(SettlementDocument)
  const hooks = createMemoryDocumentStore(HookDocument)
  const storage: ShopStorage = {
    clock,
    bank: createMemoryBank(() => clock.nowMs),
    tickets,
    charges,
    settlements,
    hooks,
    leases: createMemoryDocumentStore(LeaseDocument),
    watermarks: createMemoryDocumentStore(WatermarkDocument),
  }
  let opened = 0

  const open: MemoryShop['open'] = (life = aLife()) => {
    opened += 1
    return openGateway(storage, `gateway-${opened}`, life)
  }

  return {
    ...storage,
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
