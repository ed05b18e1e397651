import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { openShop } from '../_memory-shop.ts'
import { sellTicket } from '../_shop-acts.ts'
import { chargeId } from '../documents/charge.ts'
import { createPaymentMetrics } from '../payment-metrics.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { createSettling } from '../settlements/settling.ts'
import { type TenantPayments } from '../tenant-payments.ts'
import { sweep } from './sweep.ts'

const never = new AbortController().signal

test.for([
  ['another desk', ['cash']],
  ['nobody any more', []],
] as const)(
  'a bank that is away is left alone after four questions, whatever charges of %s lie between',
  async ([, otherDesks]) => {
    const shop = openShop()
    const gateway = shop.open()
    for (let n = 0; n < 40; n += 1) {
      const sale = sellTicket(shop)
      await gateway.ask(sale)
      if (n % 4 === 0) continue
      await shop.charges.decide(
        chargeId(sale),
        (charge) => charge && { ...charge, provider: 'cash' },
      )
    }
    let questions = 0
    shop.bank.isAway = true
    const { provider } = gateway.tenant
    const tenant: TenantPayments = {
      ...gateway.tenant,
      otherDesks,
      provider: {
        ...shop.bank.provider,
        key: provider.key,
        getCharge: (txid, signal) => {
          questions += 1
          return shop.bank.provider.getCharge(txid, signal)
        },
      },
    }
    const world: PaymentsWorld = {
      nowMs: () => shop.clock.nowMs,
      endAfter: (ms) => AbortSignal.timeout(ms),
      record: () => undefined,
      metrics: createPaymentMetrics(new Registry()),
    }
    const settling = createSettling(world, tenant)
    const parts = { tenant, settling, receiver: undefined, holder: 'a', intervalMs: 15_000 }
    const onTrouble = (error: unknown): void => {
      throw error
    }
    await sweep(world, { ...parts, onTrouble }, never)
    // Those that were under way at the fourth are answered, too.
    expect(questions).toBeGreaterThanOrEqual(4)
    expect(questions).toBeLessThan(8)
  },
)
