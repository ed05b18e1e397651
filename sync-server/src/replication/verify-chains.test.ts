import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSyncWorld, type SyncDevice, type SyncWorld } from './_sync-world.ts'

let world: SyncWorld
let manager: SyncDevice
let kiosk: SyncDevice
beforeEach(async () => {
  world = await startSyncWorld()
  manager = await world.device('manager')
  kiosk = await world.device('kiosk')
})
afterEach(() => world[Symbol.asyncDispose]())

const verify = async (): Promise<readonly Record<string, unknown>[]> =>
  (await manager.ask('/audit/verify', { method: 'POST' })).body['chains'] as readonly Record<
    string,
    unknown
  >[]

test('chains of whole ledgers are whole', async () => {
  const [first, last] = [kiosk.sell(), kiosk.sell()]
  for (const { id, created } of [first, last]) await kiosk.pushEvents(id, created)
  const { at: lastAt } = last.created.event
  expect(await verify()).toEqual([{ device: kiosk.id, events: 2, lastAt, fault: null, forged: [] }])
})

test('an event that never came is a gap', async () => {
  const [first, , third] = [kiosk.sell(), kiosk.sell(), kiosk.sell()]
  await kiosk.pushEvents(first.id, first.created)
  await kiosk.pushEvents(third.id, third.created)
  const [chain] = await verify()
  expect(chain?.['fault']).toEqual({ fault: 'gap', after: third.created.event.prev })
})

test('a price changed in the database is found, with the ticket it stands on', async () => {
  const { id, created } = kiosk.sell()
  await kiosk.pushEvents(id, created)
  const database = world.database('tickets')
  const stored = await database.get(id)
  const text = JSON.stringify(stored).replace('"priceCents":9000', '"priceCents":1')
  await database.put(JSON.parse(text) as NonNullable<typeof stored>)
  const [chain] = await verify()
  expect(chain?.['forged']).toEqual([{ ticket: id, event: created.id }])
})

test('what somebody sends in another’s name is refused and held against nobody', async () => {
  const victim = await world.device('kiosk')
  const { id, created } = kiosk.sell()
  const forged = { ...created, event: { ...created.event, by: victim.by } }
  await kiosk.pushEvents(id, forged)
  expect(await verify()).toEqual([])
})

test('only a manager may ask', async () => {
  expect((await kiosk.ask('/audit/verify', { method: 'POST' })).status).toBe(403)
})
