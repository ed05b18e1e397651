import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { type Observable } from 'rxjs'
import { type Result } from '@totem/shared-schema'
import { createDeviceHome, type AppName, type DeviceHome } from '@totem/shared-schema/local-store'
import { fileLedgerFolder } from '@totem/shared-schema/local-store/node'

/** Where a device of the bench keeps its files, and how it reaches the gateway. */
export interface NodeDeviceOptions {
  readonly app: AppName
  readonly origin: string
  readonly folder: string
  /** Emits what a browser's `online` event tells. */
  readonly wake$: Observable<void>
}

/** Gives the home of a device: the very code of kiosk and tablet, with memory for IndexedDB and files for OPFS. */
export const nodeHome = ({ app, origin, folder, wake$ }: NodeDeviceOptions): DeviceHome =>
  createDeviceHome({
    app,
    folder: fileLedgerFolder(join(folder, app)),
    lock: { take: () => Promise.resolve(() => undefined), whenFree: () => Promise.resolve() },
    storage: getRxStorageMemory(),
    network: {
      origin,
      fetch: (url, init) => fetch(url, init),
      openSocket: (url) => new WebSocket(url),
      wake$,
    },
    clock: Date.now,
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    random: Math.random,
  })

/** Takes the value of a result; the bench stops when there is none. */
export const valueOf = <T, E>(result: Result<T | undefined, E>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  if (result.value === undefined) throw new Error('there is no device')
  return result.value
}
