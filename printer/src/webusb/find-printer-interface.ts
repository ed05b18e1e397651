import { type UsbDevice } from './usb-api.ts'

/** Where on a device the printer is. */
export interface PrinterInterface {
  readonly configurationValue: number
  readonly interfaceNumber: number
  readonly alternateSetting: number
  readonly outEndpoint: number
  /** Absent on printers that only listen. */
  readonly inEndpoint: number | undefined
  readonly inPacketSize: number
}

/** The USB class of printers. */
export const printerClass = 7

/** Protocol 2 of the class talks both ways, 1 only listens, 3 is IEEE 1284.4, which wraps the data in packets. */
const protocols: readonly number[] = [2, 1]

/**
 * Finds the printer on a device: an interface of class 7 with a bulk OUT endpoint, one that talks both ways first.
 * Never trusts "interface 0": composite devices put a keyboard or a disk there.
 */
export const findPrinterInterface = (device: UsbDevice): PrinterInterface | undefined => {
  const found = device.configurations.flatMap(({ configurationValue, interfaces }) =>
    interfaces.flatMap(({ interfaceNumber, alternates }) =>
      alternates.flatMap(({ alternateSetting, interfaceClass, interfaceProtocol, endpoints }) => {
        const bulk = endpoints.filter(({ type }) => type === 'bulk')
        const out = bulk.find(({ direction }) => direction === 'out')
        const rank = protocols.indexOf(interfaceProtocol)
        if (interfaceClass !== printerClass || out === undefined || rank < 0) return []
        const into = bulk.find(({ direction }) => direction === 'in')
        return [
          {
            rank,
            configurationValue,
            interfaceNumber,
            alternateSetting,
            outEndpoint: out.endpointNumber,
            inEndpoint: into?.endpointNumber,
            inPacketSize: into?.packetSize ?? 0,
          },
        ]
      }),
    ),
  )
  const best = found.toSorted((a, b) => a.rank - b.rank)[0]
  if (best === undefined) return undefined
  const { rank: _rank, ...printer } = best
  return printer
}
