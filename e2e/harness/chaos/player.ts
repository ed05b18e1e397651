import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AppName, type Device, type DeviceHome } from '@totem/shared-schema/local-store'
import { type Chance } from '../chance.ts'
import { createFaultyNetwork, type FaultyNetwork, type Weather } from '../faulty-network.ts'
import { emptyStorage, nodeHome, opened } from '../node-device.ts'

/** A device that a history plays with. */
export interface Player extends AsyncDisposable {
  readonly name: string
  readonly app: AppName
  readonly device: () => Device
  readonly turn: (weather: Weather) => void
  /** Pulls the plug in the middle of whatever it does, and starts it again on the same ledger, now and then without its IndexedDB. */
  readonly crash: () => Promise<void>
}

/** Where a player lives. */
export interface Seat {
  readonly name: string
  readonly app: AppName
  readonly origin: string
  readonly folder: string
}

/** Makes a seat's device: pairs or logs in once, so that histories can open it. */
export const enrol = async (
  { origin, ...seat }: Seat,
  birth: (home: DeviceHome) => ReturnType<DeviceHome['pair'] | DeviceHome['login']>,
  ready: (device: Device) => Promise<unknown>,
): Promise<void> => {
  const home = nodeHome({ app: seat.app, origin, folder: join(seat.folder, seat.name) })
  await using device = opened(await birth(home))
  await ready(device)
}

/** Opens the device of a seat; its clock is wrong by `skewMs`. */
export const openPlayer = async (
  { name, app, origin, folder }: Seat,
  { chance, skewMs }: { readonly chance: Chance; readonly skewMs: number },
): Promise<Player> => {
  const network: FaultyNetwork = await createFaultyNetwork(origin, chance.fork())
  let weather: Weather = 'fair'
  let storage = emptyStorage()
  const open = async (): Promise<Device> =>
    opened(
      await nodeHome({
        app,
        origin,
        folder: join(folder, name),
        network: network.network,
        clock: () => Date.now() + skewMs,
        storage,
      }).open(),
    )
  let device = await open()
  const turn = (next: Weather): void => {
    weather = next
    network.turn(next)
  }
  return {
    name,
    app,
    device: () => device,
    turn,
    crash: async () => {
      const before = weather
      turn('cut')
      await device[Symbol.asyncDispose]()
      if (chance.next() < 0.5) await tearLedger(join(folder, name, app, `totem-${app}-demo-ledger`))
      if (chance.next() < 0.5) storage = emptyStorage()
      device = await open()
      turn(before)
    },
    [Symbol.asyncDispose]: async () => {
      turn('cut')
      await device[Symbol.asyncDispose]()
      await network[Symbol.asyncDispose]()
    },
  }
}

/** Leaves half a record at the end of a ledger, as a power cut in the middle of a write does. */
const tearLedger = (path: string): Promise<void> =>
  appendFile(path, '01234567 {"kind":"event","ticketId":"t0')
