import { Workbox } from 'workbox-window'
import { type AppVersions } from './create-app-update.ts'

/** Registers the service worker of the page; `undefined` where the browser has none (plain http, private mode). */
export const workerVersions = (): AppVersions | undefined => {
  if (!('serviceWorker' in navigator)) return undefined
  const base = import.meta.env.BASE_URL
  const workbox = new Workbox(`${base}sw.js`, { scope: base })
  // A failed look-up is a missing network; the next one comes.
  const ignore = (): undefined => undefined
  workbox.register().catch(ignore)
  return {
    onWaiting: (listener) => workbox.addEventListener('waiting', listener),
    check: () => void workbox.update().catch(ignore),
    apply: () => {
      workbox.addEventListener('controlling', () => window.location.reload())
      workbox.messageSkipWaiting()
    },
  }
}
