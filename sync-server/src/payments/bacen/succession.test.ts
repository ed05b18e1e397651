import { Cents, ok } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PixSimulator, startPixSimulator } from '../_pix-simulator.ts'
import { anOrder, providerAcceptance } from '../_provider-acceptance.ts'
import { type PaymentProvider } from '../provider.ts'
import { aConfig, aCob, json, scripted, world } from './_scripted-bank.ts'
import { createBacenProvider } from './bacen-provider.ts'
import { createSuccession } from './succession.ts'

const providerAt = (url: string): PaymentProvider =>
  createBacenProvider({ ...world(), config: aConfig(url), fetch })
const soon = (): AbortSignal => AbortSignal.timeout(5_000)

providerAcceptance('a bank that took over from another', async () => {
  const [current, earlier] = await Promise.all([startPixSimulator(), startPixSimulator()])
  const nowhere = providerAt('http://127.0.0.1:1')
  return {
    provider: createSuccession(providerAt(current.url), [providerAt(earlier.url)]),
    unreachable: createSuccession(nowhere, [nowhere]),
    pay: async (txid) => {
      expect(await current.pay(txid)).toBe('pago')
    },
    [Symbol.asyncDispose]: async () => {
      await current[Symbol.asyncDispose]()
      await earlier[Symbol.asyncDispose]()
    },
  }
})

describe('a charge that an earlier bank made', () => {
  let earlier: PixSimulator
  let current: PixSimulator
  beforeAll(async () => {
    ;[current, earlier] = await Promise.all([startPixSimulator(), startPixSimulator()])
  })
  afterAll(async () => {
    await current[Symbol.asyncDispose]()
    await earlier[Symbol.asyncDispose]()
  })

  test('stays there: it is found, paid, listed and refunded', async () => {
    const order = anOrder()
    await providerAt(earlier.url).createCharge(order, soon())
    const provider = createSuccession(providerAt(current.url), [providerAt(earlier.url)])
    expect(await provider.getCharge(order.txid, soon())).toMatchObject({
      value: { status: 'open' },
    })
    await earlier.pay(order.txid)
    const report = await provider.getCharge(order.txid, soon())
    const settlement = report.ok ? report.value.settlements[0] : undefined
    expect(settlement).toMatchObject({ txid: order.txid, receiver: 'ours' })
    const window = { fromMs: Date.now() - 60_000, toMs: Date.now() + 60_000, page: 0 }
    expect(await provider.listSettlements(window, soon())).toEqual(
      ok({ settlements: [settlement], pages: 1, unreadable: 0 }),
    )
    const refund = {
      refundId: 'R1',
      transactionId: settlement?.transactionId ?? '',
      amountCents: v.parse(Cents, 100),
    }
    expect(await provider.refund(refund, soon())).toMatchObject({ ok: true })
    expect(await provider.getRefund(refund, soon())).toMatchObject({ value: { refundId: 'R1' } })
    expect(await provider.cancelCharge(order.txid, soon())).toEqual(ok('ended'))
  })

  test('is not looked for elsewhere while the current bank is away', async () => {
    const away = providerAt('http://127.0.0.1:1')
    const other = scripted(() => json(aCob()))
    const provider = createSuccession(away, [other.provider])
    expect(await provider.getCharge(anOrder().txid, soon())).toMatchObject({
      error: { kind: 'unavailable' },
    })
    expect(other.calls).toEqual([])
  })
})

describe('the list of both banks', () => {
  const pages = (count: number): ReturnType<typeof scripted> =>
    scripted(() => json({ parametros: { paginacao: { quantidadeDePaginas: count } }, pix: [] }))
  const lists = ({ calls }: ReturnType<typeof scripted>): number =>
    calls.filter((call) => call.startsWith('GET')).length

  test('asks none beyond its last page', async () => {
    const [long, short] = [pages(3), pages(1)]
    const provider = createSuccession(long.provider, [short.provider])
    for (const page of [0, 1, 2])
      expect(await provider.listSettlements({ fromMs: 0, toMs: 1, page }, soon())).toEqual(
        ok({ settlements: [], pages: 3, unreadable: 0 }),
      )
    expect([lists(long), lists(short)]).toEqual([3, 1])
  })

  test('goes on without an earlier bank that closed its door, and says so', async () => {
    const closed = scripted(() => json({}, 403))
    const provider = createSuccession(pages(1).provider, [closed.provider])
    expect(await provider.listSettlements({ fromMs: 0, toMs: 1, page: 0 }, soon())).toEqual(
      ok({ settlements: [], pages: 1, unreadable: 1 }),
    )
  })

  test('does not go on without the current one', async () => {
    const closed = scripted(() => json({}, 403))
    const provider = createSuccession(closed.provider, [pages(1).provider])
    expect(await provider.listSettlements({ fromMs: 0, toMs: 1, page: 0 }, soon())).toMatchObject({
      error: { kind: 'refused' },
    })
  })
})
