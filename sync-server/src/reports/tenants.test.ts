import { CreatedData } from '@totem/shared-schema'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { otherTenant } from '../_test-gateway.ts'
import { aSale, type SyncDevice } from '../replication/_sync-world.ts'
import { day, inCash, type ReportsWorld, startReportsWorld } from './_reports-world.ts'

let world: ReportsWorld
let stranger: SyncDevice
beforeAll(async () => {
  world = await startReportsWorld()
  stranger = await world.sync.device('manager', otherTenant)
  await world.sell([inCash(9_000)])
  const kiosk = await world.sync.device('kiosk', otherTenant)
  for (const counter of [1, 2]) {
    const service = { code: 'SAUNA', name: 'Sauna', priceCents: 5_000, durationMinutes: 20 }
    const data = v.parse(CreatedData, { ...aSale(counter), businessDay: day, service })
    const id = kiosk.newTicketId()
    await kiosk.pushEvents(id, kiosk.sign(id, 'created', data))
  }
  await world.pass()
  await world.reports.maker.makeDue(otherTenant)
})
afterAll(() => world[Symbol.asyncDispose]())

test.for(['/reports', '/reports/dashboard', `/reports/${day}.csv`, `/reports/${day}.json`])(
  '%s holds the sales of its tenant and nobody else’s',
  async (path) => {
    const [own, theirs] = [await world.get(path), await world.get(path, stranger)]
    expect([own.status, theirs.status]).toEqual([200, 200])
    const [ownText, theirText] = [await own.text(), await theirs.text()]
    expect(theirText).toMatch(/sauna/i)
    expect(ownText).not.toMatch(/sauna/i)
    expect(theirText).not.toMatch(/gelo/i)
  },
)

test('/metrics.csv counts the sales of its tenant alone', async () => {
  const soldIn = async (as?: SyncDevice): Promise<string | undefined> =>
    (await (await world.get('/metrics.csv', as)).text()).split('\r\n')[1]?.split(';')[2]
  expect([await soldIn(), await soldIn(stranger)]).toEqual(['1', '2'])
})
