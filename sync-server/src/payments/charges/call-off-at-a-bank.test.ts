import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type PixSimulator, startPixSimulator } from '../_pix-simulator.ts'
import {
  aSale,
  arrive,
  cancelling,
  moneyOf,
  type Sale,
  startTill,
  storedTicket,
  type Till,
} from '../_stage.ts'

let bank: PixSimulator
beforeAll(async () => {
  bank = await startPixSimulator()
})
afterAll(() => bank[Symbol.asyncDispose]())

const chargeOf = async (till: Till, { txid }: Sale): Promise<unknown> =>
  (await moneyOf(till, 'charge')).find((charge) => charge['txid'] === txid)?.['state']

const eventually = (look: () => Promise<void>): Promise<void> =>
  vi.waitFor(look, { timeout: 10_000, interval: 25 })

test('whoever scans the code of a cancelled ticket can no longer pay it', async () => {
  await using till = await startTill({ bankUrl: bank.url, sweepIntervalMs: 60_000 })
  const sale = aSale()
  await till.ask(sale.request)
  await arrive(till, cancelling(sale))
  await eventually(async () => expect(await chargeOf(till, sale)).toBe('ended'))
  expect(await bank.pay(sale.txid)).not.toBe('pago')
  expect(await storedTicket(till, sale)).toMatchObject({ types: ['cancelled', 'created'] })
})

test('money that was faster is due back', async () => {
  await using till = await startTill({
    bankUrl: bank.url,
    isCalled: false,
    sweepIntervalMs: 60_000,
  })
  const sale = aSale()
  await till.ask(sale.request)
  expect(await bank.pay(sale.txid)).toBe('pago')
  await arrive(till, cancelling(sale))
  await eventually(async () => expect(await chargeOf(till, sale)).toBe('paid'))
  await eventually(async () =>
    expect(await storedTicket(till, sale)).toEqual({
      payment: 'refund_due',
      types: ['cancelled', 'created', 'paid'],
    }),
  )
})
