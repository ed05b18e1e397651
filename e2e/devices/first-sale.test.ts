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

const operador = { tenant: 'demo', username: 'operador', password: 'totem-operador' }

test('a ticket sold at the kiosk is called, served and finished on the tablet', async () => {
  const { origin, folder, stack } = totem
  const { code } = await stack.pair()
  await using kiosk = opened(await nodeHome({ app: 'kiosk', origin, folder }).pair(code))
  await using tablet = opened(await nodeHome({ app: 'operator', origin, folder }).login(operador))
  const sold = valueOf(await kiosk.sell(aSale(await firstService(kiosk))))
  expect(sold.number).toBe('A-001')

  await ticketOn(tablet, sold.id)
  for (const type of ['called', 'started', 'finished'] as const)
    valueOf(await tablet.append(sold.id, type, {}))
  const served = await ticketOn(kiosk, sold.id, ({ service }) => service.kind === 'finished')
  expect(served.history.map(({ event }) => event.type)).toEqual([
    'created',
    'called',
    'started',
    'finished',
  ])
  await delivered(kiosk)
  await delivered(tablet)
})
