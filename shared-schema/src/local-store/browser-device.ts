import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { fromEvent, map } from 'rxjs'
import { opfsLedgerFolder } from './browser/opfs-ledger-folder.ts'
import { webLock } from './browser/web-lock.ts'
import { type AppName } from './device.ts'
import { createDeviceHome, type DeviceHome } from './home/device-home.ts'

/** Gives the devices of an app in this browser: Dexie, OPFS, Web Locks, `fetch` and `WebSocket` of the page. */
export const browserHome = (app: AppName): DeviceHome => {
  // A refusal changes nothing here: the ledger is flushed all the same, the browser may only evict it sooner.
  void navigator.storage.persist().catch(() => false)
  return createDeviceHome({
    app,
    folder: opfsLedgerFolder(),
    lock: webLock(navigator.locks),
    // RxDB's type does not list the option; it hands all settings to Dexie, which asks IndexedDB for fsync.
    storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' } as object),
    network: {
      origin: location.origin,
      fetch: (url, init) => fetch(url, init),
      openSocket: (url) => new WebSocket(url),
      wake$: fromEvent(window, 'online').pipe(map(() => undefined)),
    },
    clock: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    random: () => Math.random(),
  })
}
