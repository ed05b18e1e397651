/// <reference lib="webworker" />
import { setCacheNameDetails } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope

// Kiosk, operator and panel share an origin, and so its caches.
setCacheNameDetails({ prefix: 'totem-panel' })
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
// Its scope is /panel/, where every address is the one screen.
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')))

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const data: unknown = event.data
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'SKIP_WAITING')
    void self.skipWaiting()
})
