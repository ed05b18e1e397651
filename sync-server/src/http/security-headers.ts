import { type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const self = ["'self'"]
const nothing = ["'none'"]

/**
 * Makes the middleware that puts the security headers on every answer. The policy has no exception
 * for inline code: the apps and the API page bring their scripts and styles as files.
 */
export const securityHeaders = (publicUrl: string): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: self,
      connectSrc: self,
      imgSrc: ["'self'", 'data:'],
      objectSrc: nothing,
      baseUri: nothing,
      frameAncestors: nothing,
      formAction: self,
    },
    // WebUSB prints, the camera reads a ticket's QR, the screen of a kiosk stays on.
    permissionsPolicy: {
      usb: ['self'],
      camera: ['self'],
      screenWakeLock: ['self'],
      fullscreen: ['self'],
      microphone: [],
      geolocation: [],
      payment: [],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000' : false,
  })
