import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codeOf, otherTenant, testTenant } from '../_test-gateway.ts'
import { type PixSimulator, startPixSimulator } from './_pix-simulator.ts'
import { aSale, arrive, moneyOf, type Sale, startTill, storedTicket, type Till } from './_stage.ts'
import { anOrder, poolOf, sellIceBaths, showing } from './pool/_pool-stage.ts'

let bank: PixSimulator
beforeAll(async () => {
  bank = await startPixSimulator()
})
afterAll(() => bank[Symbol.asyncDispose]())

const eventually = (look: () => Promise<void>): Promise<void> =>
  vi.waitFor(look, { timeout: 10_000, interval: 25 })

/** A studio that took Pix and takes cash from now on. */
interface Studio extends AsyncDisposable {
  readonly till: Till
  /** Asked for while it took Pix, and not paid. */
  readonly open: Sale
  readonly pooled: string
}

const changedStudio = async (isCalled: boolean): Promise<Studio> => {
  await using opened = new AsyncDisposableStack()
  const open = aSale()
  const pooled = anOrder()
  const before = opened.use(
    await startTill({ bankUrl: bank.url, isCalled: false, sweepIntervalMs: 3_600_000 }),
  )
  await sellIceBaths(before)
  await before.ask(open.request)
  await poolOf(before, { asked: [pooled] })
  await before.payments[Symbol.asyncDispose]()
  const till = opened.use(
    await startTill({
      bankUrl: bank.url,
      beside: before,
      isCalled,
      sweepIntervalMs: isCalled ? 3_600_000 : 100,
      config: { providers: new Map([[testTenant, { kind: 'cash' }]]) },
    }),
  )
  const kept = opened.move()
  return { till, open, pooled: pooled.txid, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

const settlementOf = async (
  till: Till,
  wanted: string,
): Promise<Record<string, unknown> | undefined> =>
  (await moneyOf(till, 'settlement')).find(({ txid }) => txid === wanted)

describe('a studio that took Pix and takes cash now', () => {
  test('asks for no Pix any more, and drops the charges that it holds for an outage', async () => {
    await using studio = await changedStudio(false)
    const { till, pooled } = studio
    const asked = await till.ask(aSale().request)
    expect([asked.status, codeOf(asked)]).toEqual([409, 'pay_at_desk'])
    expect(await poolOf(till, { held: [pooled] })).toMatchObject({ gone: [pooled] })
    const again = await till.ask(studio.open.request)
    expect([again.status, codeOf(again)]).toEqual([409, 'another_charge'])
  })

  test.for([
    ['by its call', true],
    ['by asking', false],
  ] as const)('still hears %s of an open charge that is paid', async ([, isCalled]) => {
    await using studio = await changedStudio(isCalled)
    const { till, open } = studio
    if (isCalled)
      await eventually(async () => {
        const lines = till.gateway.logLines.filter((line) => line.includes('"webhook_registered"'))
        expect(lines).toHaveLength(1)
        return Promise.resolve()
      })
    await arrive(till, open)
    expect(await bank.pay(open.txid)).toBe('pago')
    await eventually(async () =>
      expect(await storedTicket(till, open)).toEqual({
        payment: 'paid',
        types: ['created', 'paid'],
      }),
    )
    expect(await settlementOf(till, open.txid)).toMatchObject({ provider: 'pix' })
  })

  test('settles a charge of its pool that was shown before, and gives its money back', async () => {
    await using studio = await changedStudio(false)
    const { till, pooled } = studio
    const sale = showing(aSale(), { txid: pooled, tier: 'pool' })
    await arrive(till, sale)
    expect(await bank.pay(pooled)).toBe('pago')
    await eventually(async () =>
      expect(await storedTicket(till, sale)).toMatchObject({ payment: 'paid' }),
    )
    const settlement = await settlementOf(till, pooled)
    const ref = `pix~${String(settlement?.['transactionId'])}`
    const answer = await till.manage(`/payments/review/${ref}/refund`, {
      amountCents: 9_000,
      committedCents: 0,
    })
    expect(answer.status).toBe(200)
    await eventually(async () =>
      expect(await storedTicket(till, sale)).toMatchObject({ payment: 'refunded' }),
    )
  })

  test('lets an unpaid charge end after its time by the word of the bank that made it', async () => {
    await using studio = await changedStudio(false)
    const { till, open } = studio
    till.gateway.clock.nowMs = Date.now() + 21 * 60_000
    await eventually(async () => {
      const charges = await moneyOf(till, 'charge')
      expect(charges.find(({ txid }) => txid === open.txid)).toMatchObject({ state: 'ended' })
    })
  })
})

test('a charge whose provider nobody is any more ends by our own clock', async () => {
  const keys = new Map([[otherTenant, 'norte@studio.com.br']])
  await using before = await startTill({ bankUrl: bank.url, isCalled: false })
  const sale = aSale()
  await before.ask(sale.request)
  await before.payments[Symbol.asyncDispose]()
  const { pix } = before.gateway.services.config
  await using till = await startTill({
    bankUrl: bank.url,
    beside: before,
    isCalled: false,
    sweepIntervalMs: 100,
    config: { pix: { ...pix, keys }, providers: new Map([[testTenant, { kind: 'cash' }]]) },
  })
  till.gateway.clock.nowMs = Date.now() + 21 * 60_000
  await eventually(async () =>
    expect(await moneyOf(till, 'charge')).toMatchObject([{ txid: sale.txid, state: 'ended' }]),
  )
})
