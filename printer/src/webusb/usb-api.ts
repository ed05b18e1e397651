/**
 * The part of WebUSB that printing uses, as the platform's own types have it: `navigator.usb` fits, and so
 * does a fake device in a test. This room knows no DOM.
 */
export interface Usb {
  readonly getDevices: () => Promise<readonly UsbDevice[]>
  readonly addEventListener: (
    type: 'connect' | 'disconnect',
    listener: (event: { readonly device: UsbDevice }) => void,
  ) => void
  readonly removeEventListener: (
    type: 'connect' | 'disconnect',
    listener: (event: { readonly device: UsbDevice }) => void,
  ) => void
}

/** A device this page may use. After a replug it is another object. */
export interface UsbDevice {
  readonly vendorId: number
  readonly productId: number
  readonly productName?: string | null | undefined
  readonly configuration?: UsbConfiguration | null | undefined
  readonly configurations: readonly UsbConfiguration[]
  readonly opened: boolean
  readonly open: () => Promise<void>
  readonly close: () => Promise<void>
  readonly selectConfiguration: (configuration: number) => Promise<void>
  readonly claimInterface: (interfaceNumber: number) => Promise<void>
  readonly selectAlternateInterface: (
    interfaceNumber: number,
    alternateSetting: number,
  ) => Promise<void>
  readonly controlTransferIn: (
    setup: {
      readonly requestType: 'class'
      readonly recipient: 'interface'
      readonly request: number
      readonly value: number
      readonly index: number
    },
    length: number,
  ) => Promise<UsbInResult>
  readonly transferIn: (endpoint: number, length: number) => Promise<UsbInResult>
  readonly transferOut: (
    endpoint: number,
    data: Uint8Array<ArrayBuffer>,
  ) => Promise<{ readonly status?: string | undefined }>
  readonly clearHalt: (direction: 'in' | 'out', endpoint: number) => Promise<void>
}

/** One way in which a device can work. */
export interface UsbConfiguration {
  readonly configurationValue: number
  readonly interfaces: readonly {
    readonly interfaceNumber: number
    readonly alternates: readonly UsbAlternate[]
  }[]
}

/** One setting of an interface. */
export interface UsbAlternate {
  readonly alternateSetting: number
  readonly interfaceClass: number
  readonly interfaceProtocol: number
  readonly endpoints: readonly {
    readonly endpointNumber: number
    readonly direction: 'in' | 'out'
    readonly type: 'bulk' | 'interrupt' | 'isochronous'
    readonly packetSize: number
  }[]
}

/** What came in. */
export interface UsbInResult {
  readonly status?: string | undefined
  readonly data?:
    | { readonly buffer: ArrayBufferLike; readonly byteOffset: number; readonly byteLength: number }
    | null
    | undefined
}
