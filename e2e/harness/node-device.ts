import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { NEVER } from 'rxjs'
import {
  createDeviceHome,
  type AppName,
  type Device,
  type DeviceHome,
  type Network,
} from '@totem/shared-schema/local-store'
import { fileLedgerFolder } from '@totem/shared-schema/local-store/node'

/** A device as Node runs it: the very code of kiosk and tablet, with memory for IndexedDB and files for OPFS. */
export interface NodeDeviceOptions {
  readonly app: AppName
  readonly origin: string
  readonly folder: string
  readonly network?: Partial<Network>
  readonly clock?: () => number
  /** What IndexedDB holds; a home without it begins with an empty one. */
  readonly storage?: RxStorage<unknown, unknown>
}

/** Makes an empty IndexedDB. By itself RxDB's memory outlives its databases, and all devices of a process share it. */
export const emptyStorage = (): RxStorage<unknown, unknown> => {
  const storage = getRxStorageMemory()
  return { ...storage, collectionStates: new Map() } as typeof storage
}

/** Gives the home of a device whose ledger lies in a folder. */
export const nodeHome = (options: NodeDeviceOptions): DeviceHome =>
  createDeviceHome({
    app: options.app,
    folder: fileLedgerFolder(join(options.folder, options.app)),
    lock: { take: () => Promise.resolve(() => undefined), whenFree: () => Promise.resolve() },
    storage: options.storage ?? emptyStorage(),
    network: {
      origin: options.origin,
      fetch: (url, init) => fetch(url, init),
      openSocket: (url) => new WebSocket(url),
      wake$: NEVER,
      ...options.network,
    },
    clock: options.clock ?? Date.now,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    random: Math.random,
  })

/** Takes a device out of a result, or fails the test with the reason. */
export const opened = (
  result: { ok: true; value: Device | undefined } | { ok: false; error: unknown },
): Device => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  if (result.value === undefined) throw new Error('no device is paired here')
  return result.value
}
