import { expect, test, vi } from 'vitest'
import { testTenant } from '../../_test-gateway.ts'
import { tenantDatabase } from '../../database/tenant-database.ts'
import { startPixSimulator } from '../_pix-simulator.ts'
import { aSale, arrive, moneyOf, startTill, storedTicket } from '../_stage.ts'
import { returnDays } from './next-window.ts'

const dayMs = 24 * 60 * 60_000

test('money that the payer’s bank took back a month later, without a call, is missed on its ticket', async () => {
  await using bank = await startPixSimulator()
  await using till = await startTill({ bankUrl: bank.url, isCalled: false, sweepIntervalMs: 100 })
  const { clock, services } = till.gateway
  const payments = tenantDatabase(services.couch, testTenant, 'payments')
  const eventually = (look: () => Promise<void>): Promise<void> =>
    vi.waitFor(look, { timeout: 60_000, interval: 50 })
  const ticketIs = (wanted: string): Promise<void> =>
    eventually(async () => expect((await storedTicket(till, sale)).payment).toBe(wanted))

  const sale = aSale()
  await arrive(till, sale)
  await till.ask(sale.request)
  expect(await bank.pay(sale.txid)).toBe('pago')
  await ticketIs('paid')
  clock.nowMs += 30 * dayMs
  await eventually(async () =>
    expect(await payments.get('watermark:pix')).toMatchObject({
      until: clock.nowMs,
      returns: { readDays: returnDays },
    }),
  )

  await bank.setFaults({ hooks: 'lost' })
  const [settlement] = await moneyOf(till, 'settlement')
  await bank.claimBack(String(settlement?.['transactionId']))
  expect((await storedTicket(till, sale)).payment).toBe('paid')
  clock.nowMs += dayMs
  await ticketIs('refunded')
}, 120_000)
