import { type PrinterTransport, relayTransport, type RelaySocket } from '@totem/printer'
import { type Device } from '@totem/shared-schema/local-store'
import { type Clock } from '../time/clock.ts'

const openSocket = (): RelaySocket => {
  const address = new URL('/printing/relay', location.origin)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(address)
  socket.binaryType = 'arraybuffer'
  return socket
}

/** Reaches a printer of the network through the gateway. A module of its own: only kiosks with such a printer load it. */
export const networkPrinter = (
  printer: string,
  device: Pick<Device, 'token'>,
  clock: Clock,
): PrinterTransport =>
  relayTransport({
    printer,
    openSocket,
    token: async () => {
      const token = await device.token()
      return token.ok ? token.value : undefined
    },
    clock,
  })
