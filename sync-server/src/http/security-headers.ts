import { type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

const self = ["'self'"]
const nothing = ["'none'"]

/** Where the tablet's app lives: the one page that looks through a camera. */
const tabletApp = /^\/operator(\/|$)/

/**
 * Makes the middleware that puts the security headers on every answer. The policy has no exception
 * for inline code: the apps and the API page bring their scripts and styles as files.
 */
export const securityHeaders = (publicUrl: string): MiddlewareHandler => {
  const everywhere = headers(publicUrl, { hasCamera: false })
  const onTablets = headers(publicUrl, { hasCamera: true })
  return (c, next) => (tabletApp.test(c.req.path) ? onTablets(c, next) : everywhere(c, next))
}

const headers = (
  publicUrl: string,
  { hasCamera }: { readonly hasCamera: boolean },
): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: self,
      // What reads a ticket's QR is WebAssembly; `eval` of text stays forbidden.
      ...(hasCamera && { scriptSrc: ["'self'", "'wasm-unsafe-eval'"] }),
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
      camera: hasCamera ? ['self'] : [],
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
