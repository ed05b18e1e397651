import { setTimeout as sleep } from 'node:timers/promises'
import { Registry } from 'prom-client'
import { describe, expect, test } from 'vitest'
import { openShop } from '../_memory-shop.ts'
import { sellTicket } from '../_shop-acts.ts'
import { kiosk } from '../_shop-people.ts'
import { aConfig, json, world as bankWorld } from '../bacen/_scripted-bank.ts'
import { createBacenProvider } from '../bacen/bacen-provider.ts'
import { type BankFetch } from '../line/bank-fetch.ts'
import { createPaymentMetrics } from '../payment-metrics.ts'
import { type PaymentsWorld } from '../payments-world.ts'
import { bankTimeoutMs, requestCharge } from './request-charge.ts'

/** The kiosk falls to the next way to pay after so many ms (design §5). */
const promisedMs = 2_000

/** A clock that moves by the test's hand alone, however busy the machine is. */
interface HandClock {
  readonly endAfter: PaymentsWorld['endAfter']
  readonly moveTo: (ms: number) => void
  readonly now: () => number
}

const aHandClock = (): HandClock => {
  const ends: { readonly at: number; readonly controller: AbortController }[] = []
  let nowMs = 0
  return {
    now: () => nowMs,
    endAfter: (ms) => {
      const controller = new AbortController()
      ends.push({ at: nowMs + ms, controller })
      return controller.signal
    },
    moveTo: (ms) => {
      nowMs = ms
      for (const { at, controller } of ends)
        if (at <= nowMs) controller.abort(new DOMException('time is up', 'TimeoutError'))
    },
  }
}

const forEver: BankFetch = (_, init) =>
  new Promise((_resolve, reject) => {
    const end = (): void => reject(init.signal.reason as Error)
    if (init.signal.aborted) end()
    else init.signal.addEventListener('abort', end, { once: true })
  })
const isToken = (url: string): boolean =>
  url.endsWith('/oauth/token') || url.includes('/oauth/token?')
const aToken = (): Response => json({ access_token: 'token', expires_in: 300 })
const withToken =
  (answer: BankFetch): BankFetch =>
  (url, init) =>
    isToken(url) ? Promise.resolve(aToken()) : answer(url, init)
/** Headers come, and then nothing any more. */
const halfAnAnswer: BankFetch = (_, init) =>
  Promise.resolve(
    new Response(
      new ReadableStream({
        start: (stream) => {
          const end = (): void => stream.error(init.signal.reason)
          init.signal.addEventListener('abort', end, { once: true })
        },
      }),
      { headers: { 'Content-Type': 'application/json' } },
    ),
  )

describe('a kiosk that asks for a charge', () => {
  const asking = (fetch: BankFetch) => {
    const clock = aHandClock()
    const shop = openShop()
    const sale = sellTicket(shop)
    const world: PaymentsWorld = {
      nowMs: () => shop.clock.nowMs,
      endAfter: clock.endAfter,
      record: () => undefined,
      metrics: createPaymentMetrics(new Registry()),
    }
    const provider = createBacenProvider({ ...bankWorld(), config: aConfig('https://bank'), fetch })
    const tenant = { ...shop.open().tenant, provider }
    const seen: { decidedAt?: number } = {}
    const decision = requestCharge(world, tenant, { device: kiosk, request: sale.request })
    return {
      clock,
      seen,
      decision: decision.then((link) => {
        seen.decidedAt = clock.now()
        return link
      }),
    }
  }

  test.for<[string, BankFetch]>([
    ['says nothing', withToken(forEver)],
    ['gives no token', forEver],
    ['begins an answer and does not end it', withToken(halfAnAnswer)],
  ])('is told no in less than two seconds by a bank that %s', async ([, fetch]) => {
    const { clock, seen, decision } = asking(fetch)
    clock.moveTo(bankTimeoutMs - 1)
    await sleep(50)
    expect(seen).toEqual({})
    clock.moveTo(bankTimeoutMs)
    expect(await decision).toEqual({ ok: false, error: 'bank_unavailable' })
    expect(seen.decidedAt).toBeLessThan(promisedMs)
  })

  test.for<[string, () => Response]>([
    ['errors', () => new Response('', { status: 500 })],
    [
      'a wish to be asked much later',
      () => new Response('', { status: 429, headers: { 'Retry-After': '60' } }),
    ],
    ['a wall of HTML', () => new Response('<h1>Access Denied</h1>', { status: 403 })],
  ])('does not wait out its time for %s', async ([, answer]) => {
    const { seen, decision } = asking(withToken(() => Promise.resolve(answer())))
    expect(await decision).toEqual({ ok: false, error: 'bank_unavailable' })
    expect(seen.decidedAt).toBe(0)
  })
})
