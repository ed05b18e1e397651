import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKiosk, newTablet } from '../harness/devices.ts'
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

test.for([
  { clock: '1970-01-01T12:00:00Z', businessDay: '1970-01-01' },
  { clock: '2099-06-15T12:00:00Z', businessDay: '2099-06-15' },
])(
  'what a kiosk sells at $clock is kept, called and paid like any other',
  async ({ clock, businessDay }) => {
    const wrongByMs = Date.parse(clock) - Date.now()
    await using kiosk = await newKiosk(totem, `kiosk-${businessDay}`, {
      clock: () => Date.now() + wrongByMs,
    })
    await using tablet = await newTablet(totem, `tablet-${businessDay}`)
    const service = await firstService(kiosk)
    const sold = [
      valueOf(await kiosk.sell(aSale(service))),
      valueOf(await kiosk.sell(aSale(service))),
    ]
    expect(sold.map(({ sale }) => [sale.businessDay, sale.counter])).toEqual([
      [businessDay, 1],
      [businessDay, 2],
    ])
    await delivered(kiosk)

    for (const { id } of sold) {
      await ticketOn(tablet, id)
      valueOf(await tablet.append(id, 'called', {}))
      valueOf(
        await tablet.append(id, 'paid_by_hand', {
          method: 'cash',
          amountCents: service.priceCents,
        }),
      )
    }
    await delivered(tablet)
    for (const { id } of sold) {
      const seen = await ticketOn(kiosk, id, ({ payment }) => payment.status === 'paid')
      expect(seen.service.kind).toBe('called')
      expect(seen.ignored).toEqual([])
    }
    await using data = await openTenantData(totem)
    const stored = await data.all('tickets')
    const ids = new Set<string>(sold.map(({ id }) => id))
    expect(
      stored
        .filter(({ _id }) => ids.has(_id))
        .map((ticket) => [ticket['status'], ticket['payment']]),
    ).toEqual([
      ['called', 'paid'],
      ['called', 'paid'],
    ])
  },
)
