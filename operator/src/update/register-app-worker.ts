import { Workbox } from 'workbox-window'
import { type AppWorker } from './create-app-update.ts'

/** Registers the service worker of this app, which makes it open without a network. */
export const registerAppWorker = (base: string): AppWorker => {
  const workbox = new Workbox(`${base}sw.js`, { scope: base, type: 'module' })
  workbox.addEventListener('controlling', (event) => {
    // The first worker of a profile takes control too; only a newer build is worth a reload.
    if (event.isUpdate === true) globalThis.location.reload()
  })
  void workbox.register()
  return {
    onWaiting: (listener) => workbox.addEventListener('waiting', listener),
    activate: () => workbox.messageSkipWaiting(),
    // With no network there is no new build to be had; the next look comes by itself.
    check: () => void workbox.update().catch(() => undefined),
  }
}
