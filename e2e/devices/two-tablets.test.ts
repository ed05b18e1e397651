import { firstValueFrom, timeout } from 'rxjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seededChance } from '../harness/chance.ts'
import { newKiosk, newTablet } from '../harness/devices.ts'
import { createFaultyNetwork } from '../harness/faulty-network.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

let totem: TestStack
beforeAll(async () => {
  totem = await startTestStack()
}, 60_000)
afterAll(async () => {
  await totem[Symbol.asyncDispose]()
})

test('of two tablets that call one ticket offline the first wins everywhere and the other is told', async () => {
  await using ways = new AsyncDisposableStack()
  const way = async () => ways.use(await createFaultyNetwork(totem.origin, seededChance(1)))
  const [firstWay, secondWay] = [await way(), await way()]
  await using kiosk = await newKiosk(totem, 'kiosk')
  await using first = await newTablet(totem, 'first', firstWay)
  await using second = await newTablet(totem, 'second', secondWay)
  const { id } = valueOf(await kiosk.sell(aSale(await firstService(kiosk))))
  await ticketOn(first, id)
  await ticketOn(second, id)

  firstWay.turn('cut')
  secondWay.turn('cut')
  const called = valueOf(await first.append(id, 'called', {}))
  valueOf(await second.append(id, 'called', {}))
  const notice = firstValueFrom(second.notices$.pipe(timeout(10_000)))
  // Who comes back first has called second.
  secondWay.turn('fair')
  await delivered(second)
  firstWay.turn('fair')
  await delivered(first)

  const isLost = ({ ignored }: typeof called): boolean => ignored.length === 1
  for (const device of [kiosk, first, second]) {
    const seen = await ticketOn(device, id, isLost)
    expect(seen.service).toEqual(called.service)
    expect(seen.ignored).toMatchObject([{ reason: 'already_called' }])
  }
  expect(await notice).toMatchObject({
    kind: 'lost_race',
    type: 'called',
    reason: 'already_called',
    ticket: { id },
  })
})
