import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { filter, firstValueFrom, map, NEVER, Subject, timeout } from 'rxjs'
import { parseCpf, parsePersonName, parsePhone, type Service } from '@totem/shared-schema'
import { type Device, type Sale } from '@totem/shared-schema/local-store'
import { type BenchStack } from '../world/bench-stack.ts'
import { nodeHome, valueOf } from '../world/node-device.ts'
import { operator } from '../world/operator.ts'
import { watchScreen } from './screen.ts'
import { type Way } from './way.ts'

/** How long a device may take to be connected, in milliseconds. */
const patienceMs = 30_000

/** Opens kiosks and tablets as they are sold, through the gateway. */
export const totemWay = (stack: BenchStack): Way => ({
  name: 'totem',
  open: async (lay) => {
    const links = { kiosk: await lay.kiosk(stack.origin), tablet: await lay.tablet(stack.origin) }
    const folder = await mkdtemp(join(stack.folder, 'pair-'))
    const wake$ = new Subject<void>()
    const kiosk = valueOf(
      await nodeHome({ app: 'kiosk', origin: links.kiosk.url, folder, wake$ }).pair(
        await stack.pairingCode(),
      ),
    )
    const tablet = valueOf(
      await nodeHome({
        app: 'operator',
        origin: links.tablet.url,
        folder,
        wake$: NEVER,
      }).login(operator),
    )
    const screen = watchScreen(tablet.tickets$)
    const sale = saleOf(await firstService(kiosk))
    await Promise.all([connected(kiosk), connected(tablet)])
    const sell = async (): Promise<string> => valueOf(await kiosk.sell(sale)).id
    return {
      sell,
      sellMany: async (tickets) => {
        for (let sold = 0; sold < tickets; sold += 1) await sell()
      },
      screen,
      links,
      tellOnline: () => {
        wake$.next()
        return Promise.resolve()
      },
      [Symbol.asyncDispose]: async () => {
        screen[Symbol.dispose]()
        await kiosk[Symbol.asyncDispose]()
        await tablet[Symbol.asyncDispose]()
        await links.kiosk[Symbol.asyncDispose]()
        await links.tablet[Symbol.asyncDispose]()
      },
    }
  },
})

/** Makes a sale as a customer types it. */
export const saleOf = (service: Service): Sale => ({
  service,
  name: valueOf(parsePersonName('Maria da Silva')),
  cpf: valueOf(parseCpf('529.982.247-25')),
  phone: valueOf(parsePhone('(51) 99999-8888')),
  consent: { textVersion: '2026-11', textHash: 'hash', locale: 'pt-BR', purposes: [] },
})

/** Waits until a device holds the price list, and gives its first service. */
export const firstService = (device: Device): Promise<Service> =>
  firstValueFrom(
    device.catalog$.pipe(
      map(([first]) => first),
      filter((service) => service !== undefined),
      timeout(patienceMs),
    ),
  )

const connected = async (device: Device): Promise<void> => {
  await firstValueFrom(
    device.sync$.pipe(
      filter(({ state }) => state === 'online'),
      timeout(patienceMs),
    ),
  )
}
