import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realCouch } from '@totem/couchdb/testing'
import { type Ticket } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { nodeHome, opened } from '../harness/node-device.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

const rounds = process.env['TOTEM_LONG'] === '1' ? 50 : 3

let totem: TestStack
beforeAll(async () => {
  totem = await startTestStack()
}, 60_000)
afterAll(async () => {
  await totem[Symbol.asyncDispose]()
})

const pairedKiosk = async (name: string): Promise<Device> => {
  const { origin, folder, stack } = totem
  const home = nodeHome({ app: 'kiosk', origin, folder: join(folder, name) })
  return opened(await home.pair((await stack.pair()).code))
}
const newTablet = async (): Promise<Device> => {
  const { origin, folder } = totem
  const home = nodeHome({ app: 'operator', origin, folder: join(folder, 'tablet') })
  return opened(
    await home.login({ tenant: 'demo', username: 'gerente', password: 'totem-gerente' }),
  )
}

/** Somebody else's CouchDB is not ours to kill. */
const victims =
  realCouch() === undefined ? (['gateway', 'couchdb'] as const) : (['gateway'] as const)

test.for<'gateway' | 'couchdb'>(victims)(
  'kill -9 of the %s during sales loses and doubles nothing',
  { timeout: rounds * 20_000 + 60_000 },
  async (victim) => {
    await using kiosk = await pairedKiosk(victim)
    const service = await firstService(kiosk)
    const sold: Ticket[] = []
    for (let round = 0; round < rounds; round += 1) {
      const selling = (async () => {
        for (let sale = 0; sale < 10; sale += 1)
          sold.push(valueOf(await kiosk.sell(aSale(service))))
      })()
      await totem.stack.kill(victim)
      await selling
      await totem.stack.start(victim)
    }
    await delivered(kiosk)
    expect(new Set(sold.map(({ number }) => number)).size).toBe(rounds * 10)

    await using tablet = await newTablet()
    for (const { id, number } of sold)
      expect((await ticketOn(tablet, id)).number, 'on the tablet').toBe(number)
  },
)
