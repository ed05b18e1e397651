import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHome, opened } from '../harness/node-device.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { startTwoGateways, type TwoGateways } from '../harness/two-gateways.ts'

let gateways: TwoGateways
beforeAll(async () => {
  gateways = await startTwoGateways()
}, 60_000)
afterAll(() => gateways[Symbol.asyncDispose]())

test('two gateways on one database serve as one: each sees what the other wrote', async () => {
  const {
    totem: { folder, stack },
    origins: [first, second],
  } = gateways
  const { code } = await stack.pair()
  await using kiosk = opened(await nodeHome({ app: 'kiosk', origin: first, folder }).pair(code))
  await using tablet = opened(
    await nodeHome({ app: 'operator', origin: second, folder: join(folder, 'other') }).login({
      tenant: 'demo',
      username: 'operador',
      password: 'totem-operador',
    }),
  )
  const service = await firstService(kiosk)
  const sold = await Promise.all(
    Array.from({ length: 10 }, async () => valueOf(await kiosk.sell(aSale(service)))),
  )
  for (const { id } of sold) await ticketOn(tablet, id)
  for (const { id } of sold) valueOf(await tablet.append(id, 'called', {}))
  for (const { id } of sold) await ticketOn(kiosk, id, (ticket) => ticket.service.kind === 'called')
  await delivered(kiosk)
  await delivered(tablet)
  expect(new Set(sold.map(({ number }) => number)).size).toBe(10)
})
