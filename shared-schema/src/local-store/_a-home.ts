import { randomBytes } from 'node:crypto'
import { type RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { filter, firstValueFrom, timeout, type Observable } from 'rxjs'
import * as v from 'valibot'
import { parseCpf, parsePersonName, parsePhone, Service, type Result } from '@totem/shared-schema'
import { demo } from '../ticket/_a-ticket.ts'
import { type FakeGateway } from './_fake-gateway.ts'
import { fakeLock } from './_fake-lock.ts'
import { type AppName, type Device, type Sale } from './device.ts'
import { createDeviceHome, type DeviceHome } from './home/device-home.ts'
import { memoryLedgerFolder, type MemoryLedgerFolder } from './ledger/_memory-ledger-folder.ts'

/** A browser profile: what is left of a device when its app is closed. */
export interface Profile {
  readonly folder: MemoryLedgerFolder
  /** Opens the home as a fresh page load does. */
  readonly home: () => DeviceHome
  /** IndexedDB is wiped, as Chromium does after a hard kill. */
  readonly wipeDocuments: () => void
  readonly setClock: (nowMs: number) => void
}

/** 23 November 2026, 14:00 in São Paulo. */
export const afternoon = Date.UTC(2026, 10, 23, 17)

/** Makes a profile in which no device was paired yet. */
export const aProfileOf = (
  app: AppName,
  gateway: FakeGateway,
  makeStorage: () => RxStorage<unknown, unknown> = memoryStorage,
): Profile => {
  const folder = memoryLedgerFolder()
  const lock = fakeLock()
  let storage = makeStorage()
  let nowMs = afternoon
  return {
    folder,
    home: () =>
      createDeviceHome({
        app,
        folder,
        lock,
        storage,
        network: gateway,
        clock: () => nowMs,
        randomBytes: (count) => Uint8Array.from(randomBytes(count)),
        random: () => 0,
      }),
    wipeDocuments: () => {
      storage = makeStorage()
    },
    setClock: (ms) => {
      nowMs = ms
    },
  }
}

/** RxDB in memory. */
export const memoryStorage = (): RxStorage<unknown, unknown> =>
  getRxStorageMemory() as RxStorage<unknown, unknown>

/** Takes the value out of a result that must be one. */
export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`not ok: ${JSON.stringify(result.error)}`)
  return result.value
}

/** Opens a device that must be there. */
export const opened = async (profile: Profile): Promise<Device> => {
  const device = valueOf(await profile.home().open())
  if (device === undefined) throw new Error('no device was paired here')
  return device
}

/** Waits for the first value that fits. */
export const soon = <T>(source$: Observable<T>, fits: (value: T) => boolean): Promise<T> =>
  firstValueFrom(source$.pipe(filter(fits), timeout(8_000)))

/** The ice bath as the catalogue has it. */
export const iceBath = v.parse(Service, {
  id: 'GELO',
  tenantId: demo,
  name: 'Banheira de Gelo',
  description: '10 minutos a 4 °C',
  priceCents: 9_000,
  durationMinutes: 10,
  color: '#3399ff',
  sound: 'bell',
  position: 1,
  active: true,
})

/** What a customer typed. */
export const aSaleOf = (name = 'Maria Souza'): Sale => ({
  service: iceBath,
  name: valueOf(parsePersonName(name)),
  cpf: valueOf(parseCpf('52998224725')),
  phone: valueOf(parsePhone('11987654321')),
  consent: { textVersion: '1', textHash: 'h', locale: 'pt-BR', purposes: [] },
})
