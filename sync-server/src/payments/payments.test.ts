import { setTimeout as sleep } from 'node:timers/promises'
import { foldTicket } from '@totem/shared-schema'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codeOf, type Reply, testTenant } from '../_test-gateway.ts'
import { ownTime } from './_own-time.ts'
import { tenantDatabase } from '../database/tenant-database.ts'
import { storedToTicket } from '../replication/stored-ticket.ts'
import { type PixSimulator, startPixSimulator } from './_pix-simulator.ts'
import {
  type Sale,
  type Till,
  aSale,
  arrive,
  hookPath,
  moneyOf,
  startTill,
  storedTicket,
} from './_stage.ts'

let bank: PixSimulator
let till: Till

beforeAll(async () => {
  bank = await startPixSimulator()
  till = await startTill({ bankUrl: bank.url })
  await vi.waitFor(() => expect(logged('webhook_registered')).toBe(true), { timeout: 5_000 })
})

afterAll(async () => {
  await till[Symbol.asyncDispose]()
  await bank[Symbol.asyncDispose]()
})

const logged = (kind: string): boolean =>
  till.gateway.logLines.some((line) => line.includes(`"${kind}"`))

const eventually = async (look: () => Promise<void>): Promise<void> => {
  await vi.waitFor(look, { timeout: 8_000, interval: 25 })
}

const becomesPaid = async (sale: Sale, at = till): Promise<void> =>
  eventually(async () =>
    expect(await storedTicket(at, sale)).toEqual({ payment: 'paid', types: ['created', 'paid'] }),
  )

const settlementsOf = async (sale: Sale, at = till): Promise<readonly Record<string, unknown>[]> =>
  (await moneyOf(at, 'settlement')).filter(({ txid }) => txid === sale.txid)

test('a customer who pays by QR sees the ticket paid', async () => {
  const sale = aSale()
  await arrive(till, sale)
  const { status, body } = await till.ask(sale.request)
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      txid: sale.txid,
      brCode: expect.stringMatching(/^000201.{20,}6304[0-9A-F]{4}$/) as unknown,
      amountCents: 9_000,
      expiresAt: expect.any(Number) as unknown,
    },
  })
  expect(await bank.pay(sale.txid)).toBe('pago')
  await becomesPaid(sale)

  await eventually(async () =>
    expect(await settlementsOf(sale)).toMatchObject([
      { state: 'matched', verdict: 'paid', amountCents: 9_000, ticketId: sale.ticket.id },
    ]),
  )
  const tickets = tenantDatabase(till.gateway.services.couch, testTenant, 'tickets')
  const stored = storedToTicket(await tickets.get(sale.ticket.id))
  const paid = foldTicket(stored!)?.history.find(({ event }) => event.type === 'paid')?.event
  const [settlement] = await settlementsOf(sale)
  expect(paid).toMatchObject({
    prev: null,
    at: settlement?.['settledAt'],
    by: { kind: 'gateway' },
    data: { settlement: settlement?.['_id'], amountCents: 9_000, txid: sale.txid },
  })
})

describe('a charge', () => {
  test('is the same however often and at once it is asked for', async () => {
    const sale = aSale()
    const replies = await Promise.all(Array.from({ length: 8 }, () => till.ask(sale.request)))
    replies.push(await till.ask(sale.request))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(replies.map(({ body }) => body['brCode'])).size).toBe(1)
    expect((await moneyOf(till, 'charge')).filter(({ txid }) => txid === sale.txid)).toHaveLength(1)
  })

  test('of another amount or ticket does not hide under a known intent', async () => {
    const sale = aSale()
    await till.ask(sale.request)
    const dearer = await till.ask({
      ...sale.request,
      amountCents: aSale({ priceCents: 1 }).request.amountCents,
    })
    const other = await till.ask({ ...sale.request, ticketId: aSale().ticket.id })
    expect([dearer, other].map((reply) => [reply.status, codeOf(reply)])).toEqual([
      [409, 'another_charge'],
      [409, 'another_charge'],
    ])
  })

  test.for([
    ['nothing', { amountCents: 0 }, 422],
    ['less than nothing', { amountCents: -9_000 }, 422],
    ['parts of a cent', { amountCents: 90.5 }, 422],
    ['a text', { amountCents: '9000' }, 422],
    ['a foreign ticket', { ticketId: `t${'0'.repeat(26)}` }, 403],
    ['a foreign form of intent', { intent: 'x' }, 422],
  ] as const)('over %s is refused', async ([, wrong, status]) => {
    const request = { ...aSale().request, ...wrong } as Sale['request']
    expect((await till.ask(request)).status).toBe(status)
  })

  test('is for kiosks alone', async () => {
    expect((await till.post('/payments/link', { body: '{}' })).status).toBe(401)
  })

  test('a bank that is away costs a sale less than two seconds', async () => {
    const silent: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
      })
    for (const changes of [
      { bankUrl: 'http://127.0.0.1:1' },
      { bankUrl: bank.url, fetch: silent },
    ]) {
      await using lonely = await startTill({ ...changes, sweepIntervalMs: 60_000 })
      const sale = aSale()
      const answers: Reply[] = []
      const took = await ownTime(async () => answers.push(await lonely.ask(sale.request)))
      expect(answers.map((reply) => [reply.status, codeOf(reply)])).toEqual([
        [503, 'bank_unavailable'],
      ])
      expect(took).toBeLessThan(2_000)
      expect(await moneyOf(lonely, 'charge')).toMatchObject([{ txid: sale.txid, state: 'asked' }])
    }
  })
})

describe('money', () => {
  test('that comes before its ticket waits and is matched when the ticket comes', async () => {
    const sale = aSale()
    await till.ask(sale.request)
    await bank.pay(sale.txid)
    await eventually(async () =>
      expect(await settlementsOf(sale)).toMatchObject([{ state: 'unmatched' }]),
    )
    await arrive(till, sale)
    await becomesPaid(sale)
  })

  test.for([
    ['underpaid', { priceCents: 9_000, amountCents: 8_999 }],
    ['overpaid', { priceCents: 9_000, amountCents: 9_001 }],
  ] as const)('that is %s goes to review', async ([reason, amounts]) => {
    const sale = aSale(amounts)
    await arrive(till, sale)
    await till.ask(sale.request)
    await bank.pay(sale.txid)
    await eventually(async () =>
      expect(await storedTicket(till, sale)).toEqual({
        payment: 'review',
        types: ['created', 'payment_review'],
      }),
    )
    await eventually(async () =>
      expect(await settlementsOf(sale)).toMatchObject([{ state: 'matched', verdict: reason }]),
    )
  })

  test('for a charge with a foreign intent goes to review', async () => {
    const sale = aSale()
    const stranger = aSale()
    const request = { ...stranger.request, ticketId: sale.ticket.id }
    await arrive(till, sale)
    await till.ask(request)
    await bank.pay(stranger.txid)
    await eventually(async () =>
      expect(await storedTicket(till, sale)).toMatchObject({ payment: 'review' }),
    )
  })

  test('paid twice on two attempts is one payment and one review', async () => {
    const sale = aSale()
    await arrive(till, sale)
    for (const attempt of [1, 2]) {
      await till.ask({ ...sale.request, attempt })
      await bank.pay(sale.txid.replace(/01$/, `0${attempt}`))
    }
    await eventually(async () =>
      expect(await storedTicket(till, sale)).toEqual({
        payment: 'review',
        types: ['created', 'paid', 'paid'],
      }),
    )
  })

  test('whose webhook is lost for ever is found by asking, though the gateway that made the charge is gone', async () => {
    const sale = aSale()
    {
      await using deaf = await startTill({
        bankUrl: bank.url,
        beside: till,
        isCalled: false,
        sweepIntervalMs: 60_000,
      })
      await deaf.ask(sale.request)
    }
    await arrive(till, sale)
    await bank.pay(sale.txid)
    await becomesPaid(sale)
  })
})

test('the same hook a hundred times, ten at once, on two gateways: one settlement, one event', async () => {
  await using second = await startTill({ bankUrl: bank.url, beside: till, isCalled: false })
  const paid = async (): Promise<number> => {
    const counter = 'totem_settlements_total{outcome="paid"}'
    return (await till.count(counter)) + (await second.count(counter))
  }
  const before = await paid()
  const sale = aSale()
  await till.ask(sale.request)
  await bank.pay(sale.txid)
  await arrive(till, sale)
  const body = JSON.stringify({ pix: [{ txid: sale.txid, valor: '90.00' }], again: true })
  for (let round = 0; round < 10; round += 1) {
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? till : second).post(hookPath(testTenant), { body }),
      ),
    )
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
  }
  await becomesPaid(sale)
  await eventually(async () => {
    const hooks = (await moneyOf(till, 'hook')).filter((hook) => hook['body'] === body)
    expect(hooks).toMatchObject([{ state: 'handled' }])
    expect(await settlementsOf(sale)).toMatchObject([{ state: 'matched' }])
  })
  await eventually(async () => expect((await paid()) - before).toBe(1))
  expect(await storedTicket(till, sale)).toEqual({ payment: 'paid', types: ['created', 'paid'] })
})

test('hook and feed alone carry money to its ticket, long before any sweep', async () => {
  await using alone = await startTill({ bankUrl: bank.url, sweepIntervalMs: 60_000 })
  const isRegistered = (): boolean =>
    alone.gateway.logLines.some((line) => line.includes('"webhook_registered"'))
  await vi.waitFor(() => expect(isRegistered()).toBe(true), { timeout: 5_000 })
  const sale = aSale()
  await alone.ask(sale.request)
  await bank.pay(sale.txid)
  await eventually(async () =>
    expect(await settlementsOf(sale, alone)).toMatchObject([{ state: 'unmatched' }]),
  )
  await arrive(alone, sale)
  await becomesPaid(sale, alone)
})

test('a static code that was paid is found by its call, long before any sweep', async () => {
  await using alone = await startTill({ bankUrl: bank.url, sweepIntervalMs: 60_000 })
  const isRegistered = (): boolean =>
    alone.gateway.logLines.some((line) => line.includes('"webhook_registered"'))
  await vi.waitFor(() => expect(isRegistered()).toBe(true), { timeout: 5_000 })
  const sale = aSale()
  await arrive(alone, sale)
  const chave = alone.gateway.services.config.pix.keys.get(testTenant) ?? ''
  await bank.sendPix({ txid: sale.request.intent, valor: '90.00', chave })
  await becomesPaid(sale, alone)
})

test('a call that was stored and not handled is handled after a restart', async () => {
  await using alone = await startTill({ bankUrl: bank.url, sweepIntervalMs: 100, isCalled: false })
  const sale = aSale()
  await arrive(alone, sale)
  await alone.ask(sale.request)
  const payments = tenantDatabase(alone.gateway.services.couch, testTenant, 'payments')
  const body = JSON.stringify({ pix: [{ txid: sale.txid }] })
  const facts = { type: 'hook', tenantId: testTenant, provider: 'pix', receivedAt: 0 }
  await bank.pay(sale.txid)
  await payments.put({ _id: 'hook:left-behind', ...facts, body, state: 'received' })
  await becomesPaid(sale, alone)
  await eventually(async () =>
    expect(await moneyOf(alone, 'hook')).toMatchObject([{ state: 'handled' }]),
  )
})

test('a document that cannot be read does not keep the others from being paid', async () => {
  await using alone = await startTill({ bankUrl: bank.url, sweepIntervalMs: 100, isCalled: false })
  const payments = tenantDatabase(alone.gateway.services.couch, testTenant, 'payments')
  await payments.put({ _id: 'pay:pix:broken', type: 'settlement', state: 'unmatched' })
  await payments.put({ _id: 'hook:broken', type: 'hook', state: 'received' })
  const sale = aSale()
  await arrive(alone, sale)
  await alone.ask(sale.request)
  await bank.pay(sale.txid)
  await becomesPaid(sale, alone)
})

test('a charge nobody paid is asked for until five minutes after its end, and then no more', async () => {
  await using alone = await startTill({ bankUrl: bank.url, sweepIntervalMs: 50, isCalled: false })
  const sale = aSale()
  const { body } = await alone.ask(sale.request)
  const end = Number(body['expiresAt']) + 5 * 60_000
  const state = async (): Promise<unknown> => (await moneyOf(alone, 'charge'))[0]?.['state']
  alone.gateway.clock.nowMs = end
  await sleep(300)
  expect(await state()).toBe('open')
  alone.gateway.clock.nowMs = end + 1
  await eventually(async () => expect(await state()).toBe('ended'))
})

test('what is refused leaves no trace of a person or a code in the log', () => {
  const text = till.gateway.logLines.join('')
  expect(text).not.toMatch(/br\.gov\.bcb\.pix|E\d{8}20\d{10}|payments\/webhook\/pix\/[0-9a-f]{32}/)
})
