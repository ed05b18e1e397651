import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { fromEvent, map } from 'rxjs'
import { opfsLedgerFolder } from './browser/opfs-ledger-folder.ts'
import { webLock } from './browser/web-lock.ts'
import { browserVitals } from './browser/browser-vitals.ts'
import { type AppName } from './device.ts'
import { type DeviceVitals } from './health/report-health.ts'
import { createDeviceHome, type DeviceHome } from './home/device-home.ts'

/**
 * Gives the devices of an app in this browser: Dexie, OPFS, Web Locks, `fetch` and `WebSocket` of the page; `own` is what
 * only the app itself knows of how it is.
 */
export const browserHome = (app: AppName, own: Pick<DeviceVitals, 'printer'> = {}): DeviceHome => {
  // A refusal changes nothing here: the ledger is flushed all the same, the browser may only evict it sooner.
  void navigator.storage.persist().catch(() => false)
  const vitals = { ...browserVitals(document), ...own }
  return createDeviceHome({
    app,
    folder: opfsLedgerFolder(),
    lock: webLock(navigator.locks),
    // RxDB's type does not list the option; it hands all settings to Dexie, which asks IndexedDB for fsync.
    storage: getRxStorageDexie({ chromeTransactionDurability: 'strict' } as object),
    network: {
      origin: location.origin,
      fetch: (url, init) => fetch(url, withBuild(init, vitals.build)),
      openSocket: (url) => new WebSocket(url),
      wake$: fromEvent(window, 'online').pipe(map(() => undefined)),
    },
    clock: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    random: () => Math.random(),
    vitals,
  })
}

/** Every request says which build asks: when one build makes trouble, the gateway's log shows it. */
const withBuild = (init: RequestInit, build: string): RequestInit => {
  const headers = new Headers(init.headers)
  headers.set('totem-app-build', build)
  return { ...init, headers }
}
