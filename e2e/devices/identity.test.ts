import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { filter, firstValueFrom, timeout } from 'rxjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Ticket } from '@totem/shared-schema'
import { type Device } from '@totem/shared-schema/local-store'
import { homeOf, newKiosk, newTablet } from '../harness/devices.ts'
import { opened } from '../harness/node-device.ts'
import { aSale, delivered, firstService, ticketOn, valueOf } from '../harness/sales.ts'
import { openTenantData } from '../harness/tenant-data.ts'
import { startTestStack, type TestStack } from '../harness/test-stack.ts'

let totem: TestStack
beforeAll(async () => {
  totem = await startTestStack()
}, 60_000)
afterAll(async () => {
  await totem[Symbol.asyncDispose]()
})

const offline = { network: { fetch: () => Promise.reject(new TypeError('fetch failed')) } }

const reopened = async (name: string, manner = {}): Promise<Device> =>
  opened(await homeOf(totem, { name, app: 'kiosk' }, manner).open())

const sellOn = async (device: Device): Promise<Ticket> =>
  valueOf(await device.sell(aSale(await firstService(device))))

test('what two kiosks with one copied profile sell is kept, although they give the same numbers', async () => {
  {
    await using kiosk = await newKiosk(totem, 'original')
    await firstService(kiosk)
    await delivered(kiosk)
  }
  await cp(join(totem.folder, 'original'), join(totem.folder, 'copy'), { recursive: true })
  const sold: Ticket[] = []
  for (const name of ['original', 'copy']) {
    await using kiosk = await reopened(name, offline)
    sold.push(await sellOn(kiosk), await sellOn(kiosk))
  }
  expect(sold.map(({ number }) => number)).toEqual(['A-001', 'A-002', 'A-001', 'A-002'])

  for (const name of ['original', 'copy', 'original']) {
    await using kiosk = await reopened(name)
    await delivered(kiosk)
    expect((await firstValueFrom(kiosk.sync$)).refused).toBe(0)
  }
  await using tablet = await newTablet(totem, 'tablet')
  for (const { id, number } of sold) expect(await ticketOn(tablet, id)).toMatchObject({ number })
})

test('a revoked kiosk is cut off within 5 s, and hands in for review what it sells then', async () => {
  await using data = await openTenantData(totem)
  const kiosk = await newKiosk(totem, 'revoked')
  const { device } = kiosk.identity
  await sellOn(kiosk)
  await delivered(kiosk)

  const registry = data.database('registry')
  const record = await registry.get(`device:${device}`)
  if (record === undefined) throw new Error('the kiosk is not in the registry')
  await registry.put({ ...record, revokedAt: Date.now() })
  await firstValueFrom(
    kiosk.sync$.pipe(
      filter(({ state, isRevoked }) => state === 'offline' && isRevoked),
      timeout(6_000),
    ),
  )

  const late = await sellOn(kiosk)
  await firstValueFrom(
    kiosk.sync$.pipe(
      filter(({ pending, refused }) => pending === 0 && refused === 1),
      timeout(10_000),
    ),
  )
  await kiosk[Symbol.asyncDispose]()
  await using again = await reopened('revoked')
  expect(await firstValueFrom(again.sync$)).toMatchObject({ pending: 0, refused: 1 })
  expect(await data.database('tickets').get(late.id)).toBeUndefined()
  const kept = (await data.all('quarantine')).filter((entry) => entry['device'] === device)
  expect(
    kept.map(({ collection, documentId, reason }) => [collection, documentId, reason]).toSorted(),
  ).toEqual([
    ['customers', late.id, 'revoked_device'],
    ['tickets', late.id, 'revoked_device'],
  ])
})
