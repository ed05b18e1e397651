import { upgradeWebSocket } from '@hono/node-server'
import { Hono } from 'hono'
import { type VerifyAccessToken } from '../auth/verify-access-token.ts'
import { type AppEnv } from '../http/app-env.ts'
import { openRelay, type Relay } from './open-relay.ts'
import { type PrinterList } from './printer-list.ts'

/** What the routes of printing work with. */
export interface PrintingRoutesDeps {
  readonly printers: PrinterList
  readonly verifyAccessToken: VerifyAccessToken
}

/** Makes `/printing/relay`, where a kiosk reaches a printer on the gateway's network. */
export const createPrintingRoutes = ({
  printers,
  verifyAccessToken,
}: PrintingRoutesDeps): Hono<AppEnv> => {
  const inUse = new Set<string>()
  return new Hono<AppEnv>().get(
    '/relay',
    upgradeWebSocket(() => {
      let relay: Relay | undefined
      return {
        onOpen: (_event, socket) => {
          relay = openRelay(
            { printers, verifyAccessToken, inUse },
            { send: (data) => socket.send(data), close: () => socket.close() },
          )
        },
        onMessage: ({ data }) => {
          if (typeof data === 'string') relay?.hearText(data)
          else if (data instanceof ArrayBuffer) relay?.hearBytes(new Uint8Array(data))
        },
        onClose: () => relay?.closed(),
      }
    }),
  )
}
