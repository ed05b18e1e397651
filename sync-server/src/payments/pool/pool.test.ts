import { areTermsOf, deviceIdOf, maxPool, poolSeconds, verifyText } from '@totem/shared-schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aKeyPair, codeOf, testTenant } from '../../_test-gateway.ts'
import { startPixSimulator, type PixSimulator } from '../_pix-simulator.ts'
import { arrive, aSale, kiosk, moneyOf, startTill, storedTicket, type Till } from '../_stage.ts'
import { anOrder, askPool, poolOf, sellIceBaths, showing } from './_pool-stage.ts'

let bank: PixSimulator
let till: Till
let isBankAway = false
const outage: typeof fetch = (...request) =>
  isBankAway ? Promise.reject(new TypeError('fetch failed')) : fetch(...request)

beforeAll(async () => {
  bank = await startPixSimulator()
  // The bank calls nobody: all money here is found by asking.
  till = await startTill({ bankUrl: bank.url, isCalled: false, fetch: outage })
  await sellIceBaths(till)
}, 30_000)
afterAll(async () => {
  await till[Symbol.asyncDispose]()
  await bank[Symbol.asyncDispose]()
})

const chargeOf = async (txid: string): Promise<Record<string, unknown> | undefined> =>
  (await moneyOf(till, 'charge')).find((charge) => charge['txid'] === txid)
const made = async (): Promise<string> => {
  const order = anOrder()
  await poolOf(till, { asked: [order] })
  return order.txid
}

describe('a kiosk that asks for charges in advance', () => {
  test('gets real ones with a long life, which belong to it and to no ticket', async () => {
    const order = anOrder()
    const { charges } = await poolOf(till, { asked: [order] })
    expect(charges).toEqual([
      {
        ...order,
        brCode: expect.stringMatching(/^000201.*6304[0-9A-F]{4}$/) as unknown,
        expiresAt: expect.closeTo(Date.now() + poolSeconds * 1_000, -5) as unknown,
      },
    ])
    expect(await chargeOf(order.txid)).toMatchObject({
      origin: 'pool',
      state: 'pooled',
      ticketId: null,
      device: kiosk,
      description: 'Banheira de Gelo',
    })
  })

  test('gets the same ones again, however often and from how many sides it asks', async () => {
    const asked = [anOrder(), anOrder()]
    const answers = await Promise.all([poolOf(till, { asked }), poolOf(till, { asked })])
    const codes = [...answers, await poolOf(till, { asked })].map(({ charges }) =>
      charges.map(({ txid, brCode }) => `${txid} ${brCode}`).toSorted(),
    )
    expect(codes[1]).toEqual(codes[0])
    expect(codes[2]).toEqual(codes[0])
  })

  test('hears of none while the bank is away, and gets them under the same names later', async () => {
    const asked = [anOrder(), anOrder(), anOrder()]
    isBankAway = true
    const answer = await poolOf(till, { asked }).finally(() => {
      isBankAway = false
    })
    expect([answer.charges, answer.gone]).toEqual([[], []])
    await expect
      .poll(async () => (await poolOf(till, { asked })).charges.length, { timeout: 15_000 })
      .toBe(3)
  }, 20_000)

  test.for([
    ['at a price of yesterday', { amountCents: 8_000 }],
    ['for a service nobody sells', { service: 'SAUNA' }],
  ] as const)('is told to forget one %s, and no bank hears of it', async ([, wrong]) => {
    const order = anOrder(wrong)
    expect(await poolOf(till, { asked: [order] })).toMatchObject({
      charges: [],
      gone: [order.txid],
    })
    expect(await chargeOf(order.txid)).toBeUndefined()
  })

  test('cannot take the name of a charge of another kiosk', async () => {
    const txid = await made()
    const other = await pairedKiosk()
    const asked = [anOrder({ txid })]
    const { body } = await askPool(till, { asked }, { device: other })
    expect(body).toMatchObject({ charges: [], gone: [txid] })
  })

  test('is told which of those it holds nobody can pay', async () => {
    const [good, unknown] = [await made(), anOrder().txid]
    expect((await poolOf(till, { held: [good, unknown] })).gone).toEqual([unknown])
  })
})

describe('charges that a kiosk will never show', () => {
  test('are withdrawn at the bank', async () => {
    const txid = await made()
    expect((await poolOf(till, { retired: [txid] })).gone).toEqual([txid])
    expect(await chargeOf(txid)).toMatchObject({ state: 'ended' })
    expect(await bank.pay(txid)).not.toBe('pago')
    expect((await poolOf(till, { retired: [txid] })).gone).toEqual([txid])
  })

  test('stay named until the bank has heard of it', async () => {
    const txid = await made()
    isBankAway = true
    const answer = await poolOf(till, { retired: [txid] }).finally(() => {
      isBankAway = false
    })
    expect(answer.gone).toEqual([])
    expect(await chargeOf(txid)).toMatchObject({ state: 'pooled' })
    await expect
      .poll(async () => (await poolOf(till, { retired: [txid] })).gone, { timeout: 15_000 })
      .toEqual([txid])
  }, 20_000)

  test('are never those of another kiosk', async () => {
    const txid = await made()
    await askPool(till, { retired: [txid] }, { device: await pairedKiosk() })
    expect(await chargeOf(txid)).toMatchObject({ state: 'pooled' })
  })

  test('are never those that a ticket showed', async () => {
    const txid = await made()
    const sale = showing(aSale(), { txid, tier: 'pool' })
    await arrive(till, sale)
    await poolOf(till, { shown: [{ txid, ticketId: sale.ticket.id }] })
    await poolOf(till, { retired: [txid] })
    expect(await bank.pay(txid)).toBe('pago')
  })
})

describe('a charge that was shown offline', () => {
  test('pays its ticket once, although nobody called and the ticket came after the money', async () => {
    const txid = await made()
    const sale = showing(aSale(), { txid, tier: 'pool' })
    expect(await bank.pay(txid)).toBe('pago')
    await arrive(till, sale)
    await expect
      .poll(() => storedTicket(till, sale), { timeout: 15_000 })
      .toEqual({ payment: 'paid', types: ['charge_shown', 'created', 'paid'] })
    const { bound } = await poolOf(till, { shown: [{ txid, ticketId: sale.ticket.id }] })
    expect(bound).toEqual([txid])
    const settlements = await moneyOf(till, 'settlement')
    expect(settlements.filter((settlement) => settlement['txid'] === txid)).toHaveLength(1)
  }, 20_000)

  test('leads nowhere before its ticket has come, and only where that ticket says so itself', async () => {
    const [txid, another] = [await made(), await made()]
    const sale = showing(aSale(), { txid: another, tier: 'pool' })
    const shown = [{ txid, ticketId: sale.ticket.id }]
    expect((await poolOf(till, { shown })).bound).toEqual([])
    await arrive(till, sale)
    expect((await poolOf(till, { shown })).bound).toEqual([])
    expect(await chargeOf(txid)).toMatchObject({ ticketId: null })
  })
})

test('terms are signed with a key that the kiosk learned when it was paired', async () => {
  const { terms } = await poolOf(till, {})
  const profile = await till.gateway.services.registry.profile(testTenant)
  const trust = { keys: profile?.settlementKeys ?? [], verify: verifyText }
  expect(areTermsOf({ tenantId: testTenant, device: kiosk }, terms, trust)).toBe(true)
  expect(
    areTermsOf({ tenantId: testTenant, device: deviceIdOf(aKeyPair().publicKey) }, terms, trust),
  ).toBe(false)
  const { envelope } = terms.terms
  const widened = { ...terms, terms: { ...terms.terms, envelope: { ...envelope, count: 499 } } }
  expect(areTermsOf({ tenantId: testTenant, device: kiosk }, widened, trust)).toBe(false)
})

test('nobody but a kiosk has a pool', async () => {
  const { gateway } = till
  const device = deviceIdOf(aKeyPair().publicKey)
  await gateway.services.store.decide(
    { tenantId: testTenant, kind: 'device', key: device },
    () => ({ ok: true, value: { next: aTablet(), value: undefined } }),
  )
  const answer = await askPool(till, {}, { role: 'operator', device })
  expect([answer.status, codeOf(answer)]).toEqual([403, 'forbidden'])
  expect((await till.post('/payments/pool', { body: '{}' })).status).toBe(401)
})

test('a kiosk never holds more than sixty payable charges', async () => {
  const mine = await pairedKiosk()
  const ask = async (): Promise<{ charges: unknown[]; gone: unknown[] }> => {
    const asked = Array.from({ length: 20 }, () => anOrder())
    const { body } = await askPool(till, { asked }, { device: mine })
    return body as { charges: unknown[]; gone: unknown[] }
  }
  const answers = [await ask(), await ask(), await ask(), await ask()]
  expect(answers.map(({ charges }) => charges.length)).toEqual([20, 20, 20, 0])
  expect(answers.map(({ gone }) => gone.length)).toEqual([0, 0, 0, 20])
  expect(maxPool).toBe(60)
}, 30_000)

const aTablet = () =>
  ({
    kind: 'tablet',
    publicKey: aKeyPair().publicKey,
    letter: null,
    name: 'Ana',
    pairedAt: 0,
    revokedAt: null,
    grant: null,
  }) as const

const pairedKiosk = async (): Promise<typeof kiosk> => {
  const { publicKey } = aKeyPair()
  const { pairing } = till.gateway.services
  await pairing.redeem({ code: await pairing.create(testTenant), publicKey, kind: 'kiosk' })
  return deviceIdOf(publicKey)
}
