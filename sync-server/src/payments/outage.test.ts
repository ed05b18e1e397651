import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codeOf, type Reply } from '../_test-gateway.ts'
import { ownTime } from './_own-time.ts'
import { type BankFaults, type PixSimulator, startPixSimulator } from './_pix-simulator.ts'
import { aSale, startTill, type Till } from './_stage.ts'

/** After so many ms the kiosk falls to the next way to pay (design §5). */
const promisedMs = 2_000

let bank: PixSimulator
beforeAll(async () => {
  bank = await startPixSimulator()
})
afterAll(() => bank[Symbol.asyncDispose]())

/** A till that has said all it has to say to the bank before anything goes wrong. */
const quietTill = async (): Promise<Till> => {
  await bank.setFaults({})
  const till = await startTill({ bankUrl: bank.url, sweepIntervalMs: 60_000 })
  await vi.waitFor(
    () =>
      expect(till.gateway.logLines.some((line) => line.includes('webhook_registered'))).toBe(true),
    { timeout: 10_000 },
  )
  return till
}

describe('an outage of the bank', () => {
  test.for<[string, BankFaults]>([
    ['silence', { failure: 'silence' }],
    ['errors', { failure: 'unavailable_503' }],
    ['a wall of HTML', { failure: 'denied_403' }],
  ])('as %s keeps no sale waiting', async ([, faults]) => {
    await using till = await quietTill()
    await bank.setFaults(faults)
    const answers: Reply[] = []
    const took = await ownTime(async () => answers.push(await till.ask(aSale().request)))
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual([
      [503, 'bank_unavailable'],
    ])
    expect(took).toBeLessThan(promisedMs)
  })

  test('is over for a sale as soon as it is over for the bank', async () => {
    await using till = await quietTill()
    await bank.setFaults({ latencyMs: 10_000 })
    const sale = aSale()
    expect(await till.ask(sale.request)).toMatchObject({ status: 503 })
    await bank.setFaults({})
    expect(await till.ask(sale.request)).toMatchObject({ status: 200, body: { txid: sale.txid } })
  })

  test('that goes on is not asked about at every sale, and /metrics tells', async () => {
    await using till = await quietTill()
    await bank.setFaults({ failure: 'error_500' })
    await vi.waitFor(
      async () => {
        await till.ask(aSale().request)
        expect(await till.count('totem_bank_breaker_state{tenant="demo"}')).toBe(2)
      },
      { timeout: 15_000 },
    )
    const exchanges =
      'totem_bank_exchange_duration_seconds_count{operation="put_cob",outcome="unavailable"}'
    const before = await till.count(exchanges)
    await till.ask(aSale().request)
    expect(await till.count(exchanges)).toBe(before)
    expect(await till.count('totem_bank_retries_total{operation="put_cob"}')).toBeGreaterThan(0)
  })
})
