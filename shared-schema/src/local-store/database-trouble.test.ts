import { afterEach, expect, test } from 'vitest'
import { type RxStorage } from 'rxdb'
import { aProfileOf, memoryStorage, soon, valueOf } from './_a-home.ts'
import { fakeGateway } from './_fake-gateway.ts'
import { acknowledged, numbers, runningDevices, sell, ticketAt } from './_running-devices.ts'

const { aKiosk, closeAll } = runningDevices()
afterEach(closeAll)

/** A kiosk whose IndexedDB takes nothing while it is closed; its ledger works on. */
const aKioskWithBrokenDatabase = async () => {
  const database = { isClosed: false }
  const makeStorage = (): RxStorage<unknown, unknown> => {
    const storage = memoryStorage()
    return {
      ...storage,
      createStorageInstance: async (parameters) => {
        const instance = await storage.createStorageInstance(parameters)
        const bulkWrite = instance.bulkWrite.bind(instance)
        instance.bulkWrite = (rows, context) =>
          database.isClosed
            ? Promise.reject(new DOMException('closed', 'InvalidStateError'))
            : bulkWrite(rows, context)
        return instance
      },
    }
  }
  const gateway = fakeGateway()
  const { device } = await aKiosk(gateway, 'A', aProfileOf('kiosk', gateway, makeStorage))
  await acknowledged(device)
  return { database, gateway, device }
}

test('a sale stands and is delivered when the database does not take it, and shows up once it does', async () => {
  const { database, gateway, device } = await aKioskWithBrokenDatabase()
  database.isClosed = true
  const sold = [await sell(device), await sell(device)]
  expect(numbers(sold)).toEqual(['A-001', 'A-002'])
  await expect.poll(() => gateway.documents('tickets').length).toBe(2)
  database.isClosed = false
  expect(numbers(await soon(device.tickets$, ({ length }) => length === 2))).toEqual(numbers(sold))
  expect((await soon(device.customers$, ({ size }) => size === 2)).size).toBe(2)
  expect(await acknowledged(device)).toMatchObject({ soldToday: 2, acknowledgedToday: 2 })
})

test('a sale that only the ledger holds can be printed and taken to the desk', async () => {
  const { database, gateway, device } = await aKioskWithBrokenDatabase()
  database.isClosed = true
  const { id } = await sell(device)
  const { payment } = valueOf(await device.append(id, 'desk_chosen', {}))
  expect(payment.status).toBe('at_desk')
  database.isClosed = false
  await acknowledged(device)
  expect(Object.keys(ticketAt(gateway, id).events)).toHaveLength(2)
})

test('acts are seen while the database takes nothing, and stay seen once it does', async () => {
  const { database, gateway, device } = await aKioskWithBrokenDatabase()
  const { id } = await sell(device)
  await acknowledged(device)
  database.isClosed = true
  const seen: string[] = []
  const watching = device.tickets$.subscribe(([ticket]) => {
    seen.push(ticket?.history.map(({ event }) => event.type).join(' ') ?? 'none')
  })
  valueOf(await device.append(id, 'desk_chosen', {}))
  valueOf(await device.append(id, 'cancelled', { reason: 'customer' }))
  const shown = ['created', 'created desk_chosen', 'created desk_chosen cancelled']
  expect(seen).toEqual(shown)
  database.isClosed = false
  await acknowledged(device)
  await expect.poll(() => Object.keys(ticketAt(gateway, id).events).length).toBe(3)
  expect(seen).toEqual(shown)
  watching.unsubscribe()
})
