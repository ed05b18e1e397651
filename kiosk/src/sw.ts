/// <reference lib="webworker" />
import { clientsClaim, setCacheNameDetails } from 'workbox-core'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope

/** Paths of the gateway below the kiosk's address: never answered with the app. */
const gatewayPaths = [/^\/(?!kiosk\/)/]

// The apps share an origin, so their caches must not share a name.
setCacheNameDetails({ prefix: 'totem-kiosk' })
cleanupOutdatedCaches()
// Without it the page of the very first visit stays on its own, and a new version would come in unasked beside it.
clientsClaim()
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), { denylist: gatewayPaths }),
)

self.addEventListener('message', (event) => {
  const message: unknown = event.data
  const isSkip =
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'SKIP_WAITING'
  if (isSkip) void self.skipWaiting()
})
