import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKiosk, newTablet } from '../harness/devices.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { openTenantData, type TenantData } from '../harness/tenant-data.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

let totem: TestStack
let data: TenantData
beforeAll(async () => {
  totem = await startTestStack()
  data = await openTenantData(totem)
}, 60_000)
afterAll(async () => {
  await data[Symbol.asyncDispose]()
  await totem[Symbol.asyncDispose]()
})

test('an event of a newer build survives what an older tablet writes', async () => {
  await using kiosk = await newKiosk(totem, 'kiosk')
  await using tablet = await newTablet(totem, 'tablet')
  const { id } = valueOf(await kiosk.sell(aSale(await firstService(kiosk))))
  await delivered(kiosk)
  const tickets = data.database('tickets')
  const stored = await tickets.get(id)
  if (stored === undefined) throw new Error('the ticket was delivered and is not there')
  const [created] = Object.values(stored['events'] as Record<string, object>)
  const future = { ...created, v: 2, type: 'teleported', data: { to: 'the_moon' } }
  const futureId = 'f'.repeat(32)
  await tickets.put({ ...stored, events: { ...(stored['events'] as object), [futureId]: future } })

  await ticketOn(tablet, id, ({ ignored }) => ignored.length === 1)
  valueOf(await tablet.append(id, 'called', {}))
  await delivered(tablet)
  const seen = await ticketOn(kiosk, id, ({ service }) => service.kind === 'called')
  expect(seen.ignored).toEqual([{ id: futureId, reason: 'unknown_type' }])
  const events = (await tickets.get(id))?.['events'] as Record<string, object>
  expect(Object.keys(events)).toHaveLength(3)
  expect(events[futureId]).toEqual(future)
})
