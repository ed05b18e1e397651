import { randomBytes } from 'node:crypto'
import { Cents, chargeTxid, KioskLetter, makePaymentIntent } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  type ChargeBill,
  type ChargeOrder,
  type ListedSettlement,
  type PaymentProvider,
  type ProvenSettlement,
  type SettlementWindow,
} from './provider.ts'

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

    const paid = async (): Promise<{
      readonly order: ChargeOrder
      readonly settlement: ProvenSettlement
    }> => {
      const order = anOrder()
      await made(order)
      await underTest.pay(order.txid)
      const report = await provider.getCharge(order.txid, soon())
      const settlement = report.ok ? report.value.settlements[0] : undefined
      if (settlement === undefined) throw new Error(JSON.stringify(report))
      return { order, settlement }
    }

    const listed = async (
      window: Omit<SettlementWindow, 'page'>,
    ): Promise<readonly ListedSettlement[]> => {
      const all: ListedSettlement[] = []
      for (let page = 0, pages = 1; page < pages; page += 1) {
        const answer = await provider.listSettlements({ ...window, page }, soon())
        if (!answer.ok) throw new Error(JSON.stringify(answer.error))
        all.push(...answer.value.settlements)
        pages = answer.value.pages
      }
      return all
    }

    test('lets us in', async () => {
      expect(await provider.health(soon())).toEqual({ ok: true, value: undefined })
    })

    test('the same order is the same charge, also when asked at once', async () => {
      const order = anOrder()
      const bills = await Promise.all([made(order), made(order), made(order)])
      expect(new Set([...bills, await made(order)].map((bill) => JSON.stringify(bill))).size).toBe(
        1,
      )
    })

    test('another attempt is another charge', async () => {
      const order = anOrder()
      const second = await made({ ...order, txid: order.txid.replace(/01$/, '02') })
      expect(second).not.toEqual(await made(order))
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
              refunds: [],
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

    test('says what it can do at most', () => {
      const { maxAmountCents, maxExpirySeconds, refundDays } = provider.limits
      expect(Math.min(maxAmountCents, maxExpirySeconds, refundDays)).toBeGreaterThan(0)
    })

    describe('a charge that is withdrawn', () => {
      test('cannot be paid any more, however often it is withdrawn', async () => {
        const order = anOrder()
        await made(order)
        const removed = { ok: true, value: 'removed' }
        expect(await provider.cancelCharge(order.txid, soon())).toEqual(removed)
        expect(await provider.cancelCharge(order.txid, soon())).toEqual(removed)
        expect(await provider.getCharge(order.txid, soon())).toMatchObject({
          ok: true,
          value: { status: 'removed', settlements: [] },
        })
      })

      test('after it was paid has ended, and its money stays', async () => {
        const { order } = await paid()
        expect(await provider.cancelCharge(order.txid, soon())).toEqual({
          ok: true,
          value: 'ended',
        })
        expect(await provider.getCharge(order.txid, soon())).toMatchObject({
          value: { status: 'paid' },
        })
      })

      test('was made by somebody', async () => {
        expect(await provider.cancelCharge(anOrder().txid, soon())).toEqual({
          ok: false,
          error: { kind: 'unknown_charge' },
        })
      })
    })

    describe('the list of what came in', () => {
      test('holds every payment of its window, page after page, and no other', async () => {
        const { settlement } = await paid()
        const [fromMs, toMs] = [settlement.settledAt - 60_000, Date.now() + 60_000]
        expect(await listed({ fromMs, toMs })).toContainEqual(settlement)
        expect(await listed({ fromMs: fromMs - 60_000, toMs: fromMs })).not.toContainEqual(
          settlement,
        )
      })

      test('is empty where nothing was', async () => {
        const page = await provider.listSettlements({ fromMs: 0, toMs: 1, page: 0 }, soon())
        expect(page).toMatchObject({ ok: true, value: { settlements: [], unreadable: 0 } })
      })
    })

    describe('a refund', () => {
      const amountCents = v.parse(Cents, 4_000)

      test('under the same id is the same, and comes to its end', async () => {
        const { order, settlement } = await paid()
        const refund = { refundId: 'R1', transactionId: settlement.transactionId, amountCents }
        const asked = await provider.refund(refund, soon())
        expect(asked).toMatchObject({ ok: true, value: { refundId: 'R1', amountCents } })
        expect(await provider.refund(refund, soon())).toMatchObject({
          ok: true,
          value: { refundId: 'R1', requestedAt: asked.ok && asked.value.requestedAt },
        })
        await vi.waitFor(
          async () =>
            expect(await provider.getRefund(refund, soon())).toMatchObject({
              value: { status: 'done', settledAt: expect.any(Number) as unknown },
            }),
          { timeout: 10_000 },
        )
        const done = await provider.getRefund(refund, soon())
        expect(await provider.getCharge(order.txid, soon())).toMatchObject({
          value: { status: 'paid', settlements: [{ refunds: [done.ok && done.value] }] },
        })
      })

      test('shows in the list of what went back, by the time of its payment', async () => {
        const { settlement } = await paid()
        const { transactionId, settledAt } = settlement
        await provider.refund({ refundId: 'R1', transactionId, amountCents }, soon())
        const found = async (fromMs: number, toMs: number): Promise<readonly string[]> =>
          (await listed({ fromMs, toMs, returned: true })).map((each) => each.transactionId)
        expect(await found(settledAt - 60_000, Date.now())).toContain(transactionId)
        expect(await found(settledAt - 120_000, settledAt - 60_000)).not.toContain(transactionId)
      })

      test('gives back no more than came in', async () => {
        const { settlement } = await paid()
        const { transactionId } = settlement
        const first = { refundId: 'R1', transactionId, amountCents }
        expect(await provider.refund(first, soon())).toMatchObject({ ok: true })
        const rest = v.parse(Cents, settlement.amountCents - amountCents + 1)
        expect(
          await provider.refund({ refundId: 'R2', transactionId, amountCents: rest }, soon()),
        ).toMatchObject({ ok: false, error: { kind: 'refused' } })
      })

      test('under one id has one amount', async () => {
        const { settlement } = await paid()
        const refund = { refundId: 'R1', transactionId: settlement.transactionId, amountCents }
        await provider.refund(refund, soon())
        const other = { ...refund, amountCents: v.parse(Cents, 1) }
        expect(await provider.refund(other, soon())).toMatchObject({
          ok: false,
          error: { kind: 'malformed' },
        })
      })

      test('that nobody asked for is unknown, and so is one of nothing', async () => {
        const unknown = { ok: false, error: { kind: 'unknown_refund' } }
        const { transactionId } = (await paid()).settlement
        expect(await provider.getRefund({ refundId: 'R1', transactionId }, soon())).toEqual(unknown)
        const nothing = { refundId: 'R1', transactionId: 'E'.padEnd(32, '0'), amountCents }
        expect(await provider.refund(nothing, soon())).toEqual(unknown)
      })
    })

    const askEverything = (
      asked: PaymentProvider,
      signal: () => AbortSignal,
    ): readonly Promise<unknown>[] => {
      const refund = { refundId: 'R1', transactionId: 'E'.padEnd(32, '0') }
      return [
        asked.createCharge(anOrder(), signal()),
        asked.getCharge(anOrder().txid, signal()),
        asked.cancelCharge(anOrder().txid, signal()),
        asked.listSettlements({ fromMs: 0, toMs: 1, page: 0 }, signal()),
        asked.refund({ ...refund, amountCents: v.parse(Cents, 1) }, signal()),
        asked.getRefund(refund, signal()),
        asked.health(signal()),
      ]
    }

    test('who cannot be reached is unavailable, and nothing throws', async () => {
      for (const answer of await Promise.all(askEverything(underTest.unreachable, soon)))
        expect(answer).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
    })

    test('an aborted question ends at once, whatever it is', async () => {
      for (const answer of await Promise.all(askEverything(provider, () => AbortSignal.abort())))
        expect(answer).toMatchObject({ ok: false, error: { kind: 'unavailable' } })
    })
  })
}
