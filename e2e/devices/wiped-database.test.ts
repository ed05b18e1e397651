import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHome, opened } from '../harness/node-device.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

let totem: TestStack
beforeAll(async () => {
  totem = await startTestStack()
}, 60_000)
afterAll(async () => {
  await totem[Symbol.asyncDispose]()
})

const manager = { tenant: 'demo', username: 'gerente', password: 'totem-gerente' }

const couch = async (method: string, path: string): Promise<unknown> => {
  const response = await fetch(`${totem.stack.urls.couchdb}/${path}`, {
    method,
    headers: { authorization: `Basic ${btoa('admin:totem-admin')}` },
  })
  return response.json()
}

/** Takes a database away, as when a disk was lost and no backup was there. */
const lose = async (database: string): Promise<void> => {
  expect(await couch('DELETE', database)).toEqual({ ok: true })
}

test(
  'what devices still hold comes back into a database that was wiped under them',
  { timeout: 90_000 },
  async () => {
    const { origin, folder, stack } = totem
    const { code } = await stack.pair()
    await using kiosk = opened(await nodeHome({ app: 'kiosk', origin, folder }).pair(code))
    await using tablet = opened(await nodeHome({ app: 'operator', origin, folder }).login(manager))
    const service = await firstService(kiosk)
    const sold = []
    for (let sale = 0; sale < 5; sale += 1) sold.push(valueOf(await kiosk.sell(aSale(service))))
    const [first] = sold
    if (first === undefined) throw new Error('five were sold')
    await ticketOn(tablet, first.id)
    valueOf(await tablet.append(first.id, 'called', {}))
    await ticketOn(kiosk, first.id, ({ service: { kind } }) => kind === 'called')
    await delivered(kiosk)
    await delivered(tablet)

    await lose('totem_demo_tickets')
    await couch('PUT', 'totem_demo_tickets')
    // This one nobody makes anew but the gateway, which misses it.
    await lose('totem_demo_customers')

    // Nobody writes, opens or restarts anything: the gateway itself tells the devices.
    for (const { id } of sold) {
      await expect
        .poll(() => couch('GET', `totem_demo_tickets/${id}`), { timeout: 30_000 })
        .toMatchObject({ _id: id, number: expect.stringMatching(/^A-/) as unknown })
      await expect
        .poll(() => couch('GET', `totem_demo_customers/${id}`), { timeout: 30_000 })
        .toMatchObject({ _id: id })
    }
    await expect
      .poll(() => couch('GET', `totem_demo_tickets/${first.id}`), { timeout: 30_000 })
      .toMatchObject({ status: 'called' })
    expect(valueOf(await kiosk.sell(aSale(service))).number).toBe('A-006')
    await delivered(kiosk)
  },
)
