import { fromEvent, map } from 'rxjs'
import { browserVitals } from '../browser/browser-vitals.ts'
import { createPanelHome, type PanelHome, type PanelShelf } from './panel-home.ts'

/** Gives the panel of this browser. */
export const browserPanel = (): PanelHome => {
  void navigator.storage.persist().catch(() => false)
  return createPanelHome({
    shelf: indexedDbShelf(indexedDB),
    network: {
      origin: location.origin,
      fetch: (url, init) => fetch(url, init),
      openSocket: (url) => new WebSocket(url),
      wake$: fromEvent(window, 'online').pipe(map(() => undefined)),
    },
    clock: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    random: () => Math.random(),
    vitals: browserVitals(document),
  })
}

const databaseName = 'totem-panel'
const storeName = 'identity'
const recordKey = 'panel'

/** Keeps the record in an IndexedDB of one store. */
const indexedDbShelf = (factory: IDBFactory): PanelShelf => {
  const within = async <T>(
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => Promise<T> | undefined,
  ): Promise<T | undefined> => {
    const opening = factory.open(databaseName, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName)
    const database = await done(opening)
    try {
      const transaction = database.transaction(storeName, mode, { durability: 'strict' })
      const ended = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB gave up'))
      })
      const result = await act(transaction.objectStore(storeName))
      await ended
      return result
    } finally {
      database.close()
    }
  }
  return {
    read: () => within('readonly', (store) => done<unknown>(store.get(recordKey))),
    write: async (record) => {
      await within('readwrite', (store) => {
        if (record === undefined) store.delete(recordKey)
        else store.put(record, recordKey)
        return undefined
      })
    },
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gave up'))
  })
