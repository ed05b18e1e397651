import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readHookPath } from '../../scripts/stack/index.ts'
import { newKiosk, newTablet } from '../harness/devices.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { openTenantData } from '../harness/tenant-data.ts'
import { startTwoGateways, type TwoGateways } from '../harness/two-gateways.ts'

let gateways: TwoGateways
beforeAll(async () => {
  gateways = await startTwoGateways()
}, 60_000)
afterAll(() => gateways[Symbol.asyncDispose]())

/** Tells the simulated bank something that it does not refuse. */
const tellBank = async (path: string, faults?: object): Promise<void> => {
  const answer = await fetch(gateways.totem.stack.urls.pixSimulator + path, {
    method: faults === undefined ? 'POST' : 'PUT',
    redirect: 'manual',
    ...(faults !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(faults),
    }),
  })
  expect(answer.status).toBeLessThan(400)
}

/** What both gateways together counted under a name of `/metrics`. */
const counted = async (metric: string): Promise<number> => {
  const values = await Promise.all(
    gateways.origins.map(async (origin) => {
      const text = await (await fetch(`${origin}/metrics`)).text()
      const line = text.split('\n').find((each) => each.startsWith(`${metric} `))
      return Number(line?.slice(metric.length + 1) ?? 0)
    }),
  )
  return values.reduce((sum, value) => sum + value, 0)
}

test(
  'the same hook a hundred times, ten at once, on two gateway processes: one settlement, one event',
  { timeout: 60_000 },
  async () => {
    const { totem, origins } = gateways
    // The bank itself stays silent: all that is heard comes from here.
    await tellBank('/admin/faults', { hooks: 'lost' })
    await using kiosk = await newKiosk(totem, 'kiosk')
    await using tablet = await newTablet(totem, 'tablet')
    const sold = valueOf(await kiosk.sell(aSale(await firstService(kiosk))))
    // A kiosk gives up after two seconds; the same attempt is the same charge.
    const { txid } = await vi.waitFor(async () => valueOf(await kiosk.requestCharge(sold, 1)), {
      timeout: 20_000,
    })
    await delivered(kiosk)
    await tellBank(`/pay/${txid}`)

    const path = await readHookPath({ dataDir: join(totem.folder, 'data') })
    const body = JSON.stringify({ pix: [{ txid, valor: '60.00' }] })
    for (let round = 0; round < 10; round += 1) {
      const statuses = await Promise.all(
        Array.from({ length: 10 }, async (_, n) => {
          const origin = origins[n % 2 === 0 ? 0 : 1]
          return (await fetch(origin + path, { method: 'POST', body })).status
        }),
      )
      expect(statuses).toEqual(Array<number>(10).fill(200))
    }

    for (const device of [kiosk, tablet]) {
      const ticket = await ticketOn(device, sold.id, ({ payment }) => payment.status === 'paid')
      expect(ticket.history.map(({ event }) => event.type)).toEqual(['created', 'paid'])
    }
    await using data = await openTenantData(totem)
    await expect
      .poll(
        async () => {
          // The kiosk holds charges for an outage, too.
          const money = (await data.all('payments')).filter(({ origin }) => origin !== 'pool')
          const ofType = (type: string): readonly unknown[] =>
            money.filter((each) => each['type'] === type).map(({ state }) => state)
          return {
            hooks: ofType('hook'),
            settlements: ofType('settlement'),
            charges: ofType('charge'),
          }
        },
        { timeout: 15_000 },
      )
      .toEqual({ hooks: ['handled'], settlements: ['matched'], charges: ['paid'] })
    expect(await counted('totem_settlements_total{outcome="recorded"}')).toBe(1)
    expect(await counted('totem_settlements_total{outcome="paid"}')).toBe(1)
  },
)
