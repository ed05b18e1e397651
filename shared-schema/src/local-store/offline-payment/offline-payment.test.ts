import { getPixPayloadInfo } from '@brazilian-utils/brazilian-utils'
import { afterEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { Cents, keyPairFromSeed, signOfflineTerms, type Ticket } from '@totem/shared-schema'
import { afternoon, iceBath, soon, valueOf, type Profile } from '../_a-home.ts'
import { fakeGateway, type FakeGateway } from '../_fake-gateway.ts'
import { someRules } from '../_fake-pool.ts'
import { acknowledged, runningDevices, sell, whenHeld } from '../_running-devices.ts'
import { type Device, type OfflineCharge } from '../device.ts'
import { seededBytes } from '../../_random-bytes.ts'

const { aKiosk, open, close, closeAll } = runningDevices()
afterEach(closeAll)

const minute = 60_000
const ready = (device: Device, count: number): Promise<unknown> =>
  soon(device.offlineCredit$, ({ readyCharges }) => readyCharges === count)

/** A kiosk that filled its pool and then lost its gateway. */
const anOfflineKiosk = async (
  gateway = fakeGateway(),
): Promise<{
  readonly gateway: FakeGateway
  readonly device: Device
  readonly profile: Profile
}> => {
  gateway.pool.isOpen = true
  gateway.put('catalog', iceBath)
  const { device, profile } = await aKiosk(gateway)
  await ready(device, gateway.pool.rules.poolPerService)
  await goOffline(gateway, device)
  return { gateway, device, profile }
}
const goOffline = async (gateway: FakeGateway, device: Device): Promise<void> => {
  gateway.setOnline(false)
  await soon(device.sync$, ({ state }) => state === 'offline')
}
const pay = async (device: Device, ticket: Ticket): Promise<OfflineCharge> =>
  valueOf(await device.payOffline(ticket.id))
const problem = async (device: Device, ticket: Ticket): Promise<unknown> => {
  const result = await device.payOffline(ticket.id)
  return result.ok ? result.value : result.error
}

describe('a kiosk without its gateway', () => {
  test('shows a charge that was made in advance, and its ticket says which', async () => {
    const { device, gateway } = await anOfflineKiosk()
    const ticket = await sell(device)
    const charge = await pay(device, ticket)
    expect(charge).toEqual({
      txid: gateway.pool.made.get(charge.txid)?.txid,
      brCode: `code of ${charge.txid}`,
      amountCents: 9_000,
      tier: 'pool',
    })
    const [held] = await whenHeld(device, ticket.id, 'charge_shown')
    expect(held?.history.map(({ event }) => [event.type, event.data])).toContainEqual([
      'charge_shown',
      { txid: charge.txid, tier: 'pool' },
    ])
  })

  test('gives each ticket a charge of its own, and a ticket the same one again', async () => {
    const { device } = await anOfflineKiosk()
    const [first, second] = [await sell(device), await sell(device)]
    const charges = [await pay(device, first), await pay(device, second), await pay(device, first)]
    expect(charges[2]).toEqual(charges[0])
    expect(new Set(charges.map(({ txid }) => txid)).size).toBe(2)
  })

  test('two that ask at once for one ticket are shown one charge', async () => {
    const { device } = await anOfflineKiosk()
    const ticket = await sell(device)
    const [one, two] = await Promise.all([pay(device, ticket), pay(device, ticket)])
    expect(one).toEqual(two)
  })

  test('has nothing to show for another price', async () => {
    const { device } = await anOfflineKiosk()
    const dearer = { ...iceBath, priceCents: v.parse(Cents, 9_100) }
    const ticket = await sell(device, dearer)
    expect(await problem(device, ticket)).toEqual({ kind: 'none_left' })
  })

  test('shows no charge that is about to end', async () => {
    const gateway = fakeGateway()
    gateway.pool.rules = { ...someRules, envelope: { ...someRules.envelope, minutes: 10_080 } }
    const { device, profile } = await anOfflineKiosk(gateway)
    profile.setClock(afternoon + 7 * 24 * 60 * minute - 30 * minute)
    expect(await problem(device, await sell(device))).toEqual({ kind: 'none_left' })
  })
})

describe('the limits of the manager', () => {
  const withEnvelope = (changes: Partial<(typeof someRules)['envelope']>): FakeGateway => {
    const gateway = fakeGateway()
    gateway.pool.rules = { ...someRules, envelope: { ...someRules.envelope, ...changes } }
    return gateway
  }

  test('a sale beyond the count is for the desk, also after a restart', async () => {
    const { device, profile } = await anOfflineKiosk(withEnvelope({ count: 2 }))
    await pay(device, await sell(device))
    await pay(device, await sell(device))
    const third = await sell(device)
    expect(await problem(device, third)).toEqual({ kind: 'limit', limit: 'count' })
    await close(device)
    profile.wipeDocuments()
    const again = await open(profile)
    expect(await problem(again, await sell(again))).toEqual({ kind: 'limit', limit: 'count' })
    expect(await soon(again.offlineCredit$, () => true)).toEqual({
      envelope: { ...someRules.envelope, count: 2 },
      use: { count: 2, sumCents: 18_000 },
      readyCharges: 2,
      until: afternoon + 240 * minute,
    })
  })

  test('a sale beyond the sum is for the desk', async () => {
    const { device } = await anOfflineKiosk(withEnvelope({ sumCents: v.parse(Cents, 17_999) }))
    await pay(device, await sell(device))
    expect(await problem(device, await sell(device))).toEqual({ kind: 'limit', limit: 'sum' })
  })

  test('money, the desk and a cancellation each make room again', async () => {
    const { device } = await anOfflineKiosk(withEnvelope({ count: 1 }))
    for (const type of ['desk_chosen', 'cancelled'] as const) {
      const ticket = await sell(device)
      await pay(device, ticket)
      expect(await problem(device, await sell(device))).toMatchObject({ limit: 'count' })
      valueOf(
        await device.append(ticket.id, type, type === 'cancelled' ? { reason: 'customer' } : {}),
      )
    }
    expect(await problem(device, await sell(device))).toMatchObject({ tier: 'pool' })
  })

  test('a day later a sale that nobody paid counts no more', async () => {
    const { device, profile } = await anOfflineKiosk(withEnvelope({ count: 1, minutes: 10_080 }))
    await pay(device, await sell(device))
    profile.setClock(afternoon + 24 * 60 * minute)
    expect(await problem(device, await sell(device))).toMatchObject({ tier: 'pool' })
  })

  test('they end so many minutes after the gateway was last heard, and a clock set back does not help', async () => {
    const { device, profile } = await anOfflineKiosk()
    profile.setClock(afternoon + 240 * minute)
    await pay(device, await sell(device))
    profile.setClock(afternoon + 240 * minute + 1)
    expect(await problem(device, await sell(device))).toEqual({ kind: 'limit', limit: 'minutes' })
    profile.setClock(afternoon - 6 * minute)
    expect(await problem(device, await sell(device))).toEqual({ kind: 'limit', limit: 'minutes' })
  })

  test('limits that the tenant did not sign are no limits: nothing is sold on trust', async () => {
    const gateway = fakeGateway()
    gateway.pool.isOpen = true
    gateway.put('catalog', iceBath)
    const { answer } = gateway.pool
    const stranger = keyPairFromSeed(seededBytes('stranger')(32))
    Object.assign(gateway.pool, {
      answer: (...asked: Parameters<typeof answer>) => {
        const { terms, ...rest } = answer(...asked)
        return { ...rest, terms: signOfflineTerms(terms.terms, stranger) }
      },
    })
    const { device } = await aKiosk(gateway)
    await acknowledged(device)
    await expect.poll(() => gateway.pool.requests.length).toBeGreaterThan(0)
    await goOffline(gateway, device)
    expect(await problem(device, await sell(device))).toEqual({ kind: 'not_allowed' })
  })
})

describe('a static code', () => {
  const receiver = {
    pixKey: '7d9f0335-8dcc-4054-9bf9-0dbd61d36906',
    merchantName: 'Studio Recovery',
    merchantCity: 'Porto Alegre',
  }

  test('stands in once the pool is empty, where the studio allows it', async () => {
    const gateway = fakeGateway()
    gateway.pool.rules = { ...someRules, poolPerService: 1, staticPix: receiver }
    const { device } = await anOfflineKiosk(gateway)
    expect(await pay(device, await sell(device))).toMatchObject({ tier: 'pool' })
    const ticket = await sell(device)
    const charge = await pay(device, ticket)
    expect(charge).toMatchObject({ tier: 'static', txid: ticket.sale.intent })
    expect(getPixPayloadInfo(charge.brCode)).toMatchObject({
      pointOfInitiation: 'static',
      key: receiver.pixKey,
      amount: 90,
      txid: ticket.sale.intent,
    })
    expect(await pay(device, ticket)).toEqual(charge)
  })

  test('is never shown while the studio has not allowed it', async () => {
    const gateway = fakeGateway()
    gateway.pool.rules = { ...someRules, poolPerService: 1 }
    const { device } = await anOfflineKiosk(gateway)
    await pay(device, await sell(device))
    expect(await problem(device, await sell(device))).toEqual({ kind: 'none_left' })
  })
})

describe('a pool', () => {
  test('is topped up again after the outage, and the gateway hears what was shown', async () => {
    const { device, gateway } = await anOfflineKiosk()
    const { txid } = await pay(device, await sell(device))
    gateway.setOnline(true)
    await ready(device, 4)
    await expect.poll(() => [...gateway.pool.bound.keys()]).toEqual([txid])
    expect(gateway.pool.made.size).toBe(5)
    expect(gateway.pool.cancelled.size).toBe(0)
  })

  test('asks for the same charges again when an answer was lost', async () => {
    const gateway = fakeGateway()
    gateway.pool.isOpen = true
    gateway.put('catalog', iceBath)
    const { answer } = gateway.pool
    let lost = 1
    Object.assign(gateway.pool, {
      answer: (...asked: Parameters<typeof answer>) => {
        const told = answer(...asked)
        if (told.charges.length > 0 && lost > 0) {
          lost -= 1
          throw new TypeError('the answer is lost')
        }
        return told
      },
    })
    const { device, profile } = await aKiosk(gateway)
    await expect.poll(() => lost).toBe(0)
    await close(device)
    await ready(await open(profile), 4)
    expect(gateway.pool.made.size).toBe(4)
  })

  test('gives charges of an old price back only after the kiosk has the new one', async () => {
    const { device, gateway } = await anOfflineKiosk()
    const shown = await pay(device, await sell(device))
    gateway.put('catalog', { ...iceBath, priceCents: v.parse(Cents, 9_900) })
    expect(gateway.pool.cancelled.size).toBe(0)
    gateway.setOnline(true)
    const payableAtOldPrice = (): readonly string[] =>
      [...gateway.pool.made.values()]
        .filter(
          ({ txid, amountCents }) => amountCents === 9_000 && !gateway.pool.cancelled.has(txid),
        )
        .map(({ txid }) => txid)
    await expect.poll(payableAtOldPrice).toEqual([shown.txid])
    await ready(device, 4)
    await goOffline(gateway, device)
    const dearer = { ...iceBath, priceCents: v.parse(Cents, 9_900) }
    expect(await pay(device, await sell(device, dearer))).toMatchObject({ amountCents: 9_900 })
  })
})

test('a charge that was shown is never shown for another ticket, whenever the power goes', async () => {
  const gateway = fakeGateway()
  gateway.pool.rules = {
    ...someRules,
    poolPerService: 20,
    envelope: { ...someRules.envelope, count: 100, sumCents: v.parse(Cents, 1_000_000) },
  }
  const { device, profile } = await anOfflineKiosk(gateway)
  let kiosk = device
  const shown = new Map<string, string>()
  const show = async (ticket: Ticket): Promise<void> => {
    const charge = await kiosk.payOffline(ticket.id)
    if (!charge.ok) return
    expect(shown.get(charge.value.txid) ?? ticket.id).toBe(ticket.id)
    shown.set(charge.value.txid, ticket.id)
  }
  // The two lines of a lease are about 900 bytes: cut within the first, between them, within the second, after both.
  for (const keptBytes of [0, 1, 100, 250, 300, 350, 400, 500, 700, 900, 5_000]) {
    const ticket = await sell(kiosk)
    profile.folder.cutPower({ after: 0, keptBytes })
    await show(ticket)
    await close(kiosk)
    profile.folder.powerOn()
    profile.wipeDocuments()
    kiosk = await open(profile)
    if (keptBytes % 200 === 0) await show(ticket)
    await show(await sell(kiosk))
  }
  expect(shown.size).toBeGreaterThanOrEqual(11)
}, 30_000)
