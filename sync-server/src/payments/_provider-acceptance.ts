import { randomBytes } from 'node:crypto'
import { Cents, chargeTxid, KioskLetter, makePaymentIntent } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ChargeBill, type ChargeOrder, type PaymentProvider } from './provider.ts'

/** A provider under test, with the hand of its customer. */
export interface ProviderUnderTest extends AsyncDisposable {
  readonly provider: PaymentProvider
  /** Pays a charge exactly. */
  readonly pay: (txid: string) => Promise<void>
  /** A provider like it that nobody can reach. */
  readonly unreachable: PaymentProvider
}

/** Makes an order that no bank has seen. */
export const anOrder = (order: Partial<ChargeOrder> = {}): ChargeOrder => ({
  txid: chargeTxid(makePaymentIntent(v.parse(KioskLetter, 'A'), randomBytes), 1),
  amountCents: v.parse(Cents, 9_000),
  description: 'A-001 Banheira de Gelo',
  expiresInSeconds: 900,
  ...order,
})

/** Says what every payment provider does, whoever stands behind it. */
export const providerAcceptance = (label: string, open: () => Promise<ProviderUnderTest>): void => {
  describe(`${label}: a payment provider`, () => {
    let underTest: ProviderUnderTest
    let provider: PaymentProvider
    const soon = (): AbortSignal => AbortSignal.timeout(5_000)

    beforeAll(async () => {
      underTest = await open()
      provider = underTest.provider
    })
    afterAll(() => underTest[Symbol.asyncDispose]())

    const made = async (order: ChargeOrder): Promise<ChargeBill> => {
      const charge = await provider.createCharge(order, soon())
      if (!charge.ok) throw new Error(JSON.stringify(charge.error))
      return charge.value
    }

    test('lets us in', async () => {
      expect(await provider.health(soon())).toEqual({ ok: true, value: undefined })
    })

    test('the same order is the same charge, also when asked at once', async () => {
      const order = anOrder()
      const bills = await Promise.all([made(order), made(order), made(order)])
      expect(new Set([...bills, await made(order)].map(({ brCode }) => brCode)).size).toBe(1)
    })

    test('another attempt is another charge', async () => {
      const order = anOrder()
      const second = await made({ ...order, txid: order.txid.replace(/01$/, '02') })
      expect(second.brCode).not.toBe((await made(order)).brCode)
    })

    test('a charge ends when its order says so', async () => {
      const { expiresAt } = await made(anOrder({ expiresInSeconds: 600 }))
      expect(Math.abs(expiresAt - Date.now() - 600_000)).toBeLessThan(10_000)
    })

    test('nobody has paid a fresh charge', async () => {
      const order = anOrder()
      const bill = await made(order)
      expect(await provider.getCharge(order.txid, soon())).toEqual({
        ok: true,
        value: { status: 'open', amountCents: order.amountCents, bill, settlements: [] },
      })
    })

    test('a paid charge tells its one movement of money, every time the same', async () => {
      const order = anOrder({ amountCents: v.parse(Cents, 12_345) })
      const bill = await made(order)
      await underTest.pay(order.txid)
      const report = await provider.getCharge(order.txid, soon())
      expect(report).toEqual({
        ok: true,
        value: {
          status: 'paid',
          amountCents: 12_345,
          bill,
          settlements: [
            {
              transactionId: expect.stringMatching(/^[A-Za-z0-9._-]{1,64}$/) as unknown,
              txid: order.txid,
              amountCents: 12_345,
              settledAt: expect.closeTo(Date.now(), -5) as unknown,
              receiver: 'ours',
            },
          ],
        },
      })
      expect(await provider.getCharge(order.txid, soon())).toEqual(report)
    })

    test('a charge that is paid already is still the one its order names', async () => {
      const order = anOrder()
      const bill = await made(order)
      await underTest.pay(order.txid)
      expect(await made(order)).toEqual(bill)
    })

    test('a charge nobody made is unknown', async () => {
      expect(await provider.getCharge(anOrder().txid, soon())).toEqual({
        ok: false,
        error: { kind: 'unknown_charge' },
      })
    })

    test('who cannot be reached is unavailable, and nothing throws', async () => {
      const { unreachable } = underTest
      const unavailable = { ok: false, error: { kind: 'unavailable' } }
      expect(await unreachable.createCharge(anOrder(), soon())).toMatchObject(unavailable)
      expect(await unreachable.getCharge(anOrder().txid, soon())).toMatchObject(unavailable)
      expect(await unreachable.health(soon())).toMatchObject(unavailable)
    })

    test('an aborted question ends at once', async () => {
      expect(await provider.getCharge(anOrder().txid, AbortSignal.abort())).toMatchObject({
        ok: false,
        error: { kind: 'unavailable' },
      })
    })
  })
}
