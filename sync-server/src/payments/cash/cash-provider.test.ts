import { createRemoteCouch } from '@totem/couchdb'
import { Cents, err, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway, type TestGateway, testTenant } from '../../_test-gateway.ts'
import { anOrder, providerAcceptance } from '../_provider-acceptance.ts'
import { createCashBook } from './cash-book.ts'
import { createCashProvider } from './cash-provider.ts'
import { receiveCash } from './receive-cash.ts'

providerAcceptance('cash', async () => {
  const gateway = await startTestGateway()
  const book = createCashBook(gateway.services.couch, testTenant)
  const nowhere = createRemoteCouch({ url: 'http://127.0.0.1:1', user: 'x', password: 'y' })
  const provider = createCashProvider(book, Date.now)
  return {
    provider,
    unreachable: createCashProvider(createCashBook(nowhere, testTenant), Date.now),
    pay: async (txid) => {
      const report = await provider.getCharge(txid, AbortSignal.timeout(5_000))
      if (!report.ok) throw new Error(report.error.kind)
      const { amountCents } = report.value
      expect(await receiveCash(book, { txid, amountCents }, Date.now())).toEqual(ok(undefined))
    },
    [Symbol.asyncDispose]: async () => {
      await nowhere[Symbol.asyncDispose]()
      await gateway[Symbol.asyncDispose]()
    },
  }
})

describe('cash that is handed over', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startTestGateway()
  })
  afterAll(() => gateway[Symbol.asyncDispose]())

  const cents = (amount: number): Cents => v.parse(Cents, amount)
  const soon = (): AbortSignal => AbortSignal.timeout(5_000)

  test('comes in once, whatever its amount', async () => {
    const book = createCashBook(gateway.services.couch, testTenant)
    const provider = createCashProvider(book, Date.now)
    const { txid } = anOrder()
    const received = { txid, amountCents: cents(10_000) }
    expect(await receiveCash(book, received, 1)).toEqual(err('unknown_charge'))
    await provider.createCharge(anOrder({ txid }), soon())
    expect(await receiveCash(book, received, 2)).toEqual(ok(undefined))
    expect(await receiveCash(book, received, 3)).toEqual(ok(undefined))
    const other = { txid, amountCents: cents(9_000) }
    expect(await receiveCash(book, other, 4)).toEqual(err('another_amount'))
    expect(await provider.getCharge(txid, soon())).toMatchObject({
      value: { status: 'paid', settlements: [{ amountCents: 10_000, settledAt: 2 }] },
    })
  })

  test('does not come in for a charge that was withdrawn', async () => {
    const book = createCashBook(gateway.services.couch, testTenant)
    const provider = createCashProvider(book, Date.now)
    const { txid, amountCents } = anOrder()
    await provider.createCharge(anOrder({ txid }), soon())
    await provider.cancelCharge(txid, soon())
    expect(await receiveCash(book, { txid, amountCents }, 1)).toEqual(err('withdrawn'))
  })
})
