import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKiosk, newTablet } from '../harness/devices.ts'
import { rawDeviceOf, type RawDevice } from '../harness/raw-device.ts'
import { aRawTicket } from '../harness/raw-ticket.ts'
import { firstService, ticketOn } from '../harness/sales.ts'
import { openTenantData, type TenantData } from '../harness/tenant-data.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

let totem: TestStack
let data: TenantData
let device: RawDevice
beforeAll(async () => {
  totem = await startTestStack()
  data = await openTenantData(totem)
  await using kiosk = await newKiosk(totem, 'kiosk')
  await firstService(kiosk)
  device = await rawDeviceOf(totem, 'kiosk')
}, 60_000)
afterAll(async () => {
  await data[Symbol.asyncDispose]()
  await totem[Symbol.asyncDispose]()
})

test('a push that is repeated, also many times at once, stores its ticket once', async () => {
  const { row } = aRawTicket(device, 101)
  const stored = { id: row.id, status: 'stored', safe: true }
  expect(await device.push('tickets', [row])).toEqual([stored])
  const first = await data.database('tickets').get(row.id)

  const answers = await Promise.all(
    Array.from({ length: 10 }, () => device.push('tickets', [row, row])),
  )
  expect(answers).toEqual(answers.map(() => [stored, stored]))
  expect(await data.database('tickets').get(row.id)).toEqual(first)
})

test('poison in a batch is refused and kept for the manager, and its neighbours are stored', async () => {
  const [before, after, forged] = [102, 103, 104].map((counter) => aRawTicket(device, counter))
  if (before === undefined || after === undefined || forged === undefined) throw new Error('three')
  const { created } = forged
  const cheaper = { ...created.event, data: { ...created.event.data, counter: 1 } }
  const rows = [
    before.row,
    { id: 'nonsense', poison: 1 },
    {},
    { ...after.row, id: 'half a pair \ud800', events: { '\udfff': null } },
    { ...forged.row, events: { [created.id]: cheaper } },
    { ...forged.row, tenantId: 'another' },
    after.row,
  ]
  const results = await device.push('tickets', rows)

  expect(results.map(({ status }) => status)).toEqual([
    'stored',
    'refused',
    'refused',
    'refused',
    'refused',
    'refused',
    'stored',
  ])
  const quarantined = await data.all('quarantine')
  expect(quarantined.map(({ reason }) => reason).toSorted()).toEqual([
    'bad_signature',
    'foreign_tenant',
    'malformed',
    'malformed',
    'malformed',
  ])
  expect(quarantined.map((entry) => entry['device'])).toEqual(quarantined.map(() => device.device))
  await using tablet = await newTablet(totem, 'tablet')
  expect(await ticketOn(tablet, before.row.id)).toMatchObject({ number: 'A-102' })
  expect(await ticketOn(tablet, after.row.id)).toMatchObject({ number: 'A-103' })
})
