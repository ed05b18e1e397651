import { type TestPrinter } from '../transport/_test-printer.ts'
import { type Usb, type UsbAlternate, type UsbDevice } from './usb-api.ts'

/** A USB bus with one printer, which behaves as Chromium 156 was seen to. */
export interface FakeUsb {
  readonly usb: Usb
  readonly printer: TestPrinter & {
    /** Halts the OUT pipe until it is cleared. */
    readonly stall: () => void
    readonly setPortStatus: (bits: number) => void
    /** The udev rule is missing: opening fails. */
    readonly setDenied: (isDenied: boolean) => void
  }
  /** What was asked of the device, e.g. `claim 1`. */
  readonly calls: readonly string[]
}

type Alternates = readonly UsbAlternate[]
type Listener = Parameters<Usb['addEventListener']>[1]

/** The only interface of a common receipt printer. */
export const receiptPrinter: readonly Alternates[] = [
  [
    {
      alternateSetting: 0,
      interfaceClass: 7,
      interfaceProtocol: 2,
      endpoints: [
        { endpointNumber: 1, direction: 'out', type: 'bulk', packetSize: 64 },
        { endpointNumber: 2, direction: 'in', type: 'bulk', packetSize: 64 },
      ],
    },
  ],
]

/** Makes a bus with a printer plugged in. */
export const createFakeUsb = (interfaces: readonly Alternates[] = receiptPrinter): FakeUsb => {
  const listeners = { connect: new Set<Listener>(), disconnect: new Set<Listener>() }
  const calls: string[] = []
  const received: number[] = []
  const answers: (readonly number[])[] = []
  let portStatus = 0x18
  let isDenied = false
  let isHeld = false
  let isTaking = true
  let isHalted = false
  let device: (UsbDevice & { readonly end: (name: string) => void }) | undefined
  let changed = Promise.withResolvers<undefined>()
  const change = (): void => {
    changed.resolve(undefined)
    changed = Promise.withResolvers()
  }

  const plugIn = (): void => {
    let isOpen = false
    let isHere = true
    let ending = 'AbortError'
    const failure = (): DOMException | undefined =>
      isHere && isOpen ? undefined : new DOMException('ended', isHere ? ending : 'NotFoundError')
    const unless = async (isReady: () => boolean): Promise<void> => {
      for (;;) {
        const over = failure()
        if (over !== undefined) throw over
        if (isReady()) return
        await changed.promise
      }
    }
    const configuration = {
      configurationValue: 1,
      interfaces: interfaces.map((alternates, interfaceNumber) => ({
        interfaceNumber,
        alternates,
      })),
    }
    received.length = 0
    answers.length = 0
    isTaking = true
    device = {
      vendorId: 0x04b8,
      productId: 0x0e28,
      productName: 'TM-T20III',
      configurations: [configuration],
      configuration,
      get opened() {
        return isOpen
      },
      open: () => {
        if (!isHere) return Promise.reject(new DOMException('', 'NotFoundError'))
        if (isDenied) return Promise.reject(new DOMException('Access denied.', 'SecurityError'))
        isOpen = true
        return Promise.resolve()
      },
      close: () => {
        calls.push('close')
        isOpen = false
        change()
        return Promise.resolve()
      },
      selectConfiguration: () => Promise.resolve(),
      claimInterface: (number) => {
        calls.push(`claim ${number}`)
        return isHeld
          ? Promise.reject(new DOMException('Unable to claim interface.', 'NetworkError'))
          : Promise.resolve()
      },
      selectAlternateInterface: (number, alternate) => {
        calls.push(`alternate ${number} ${alternate}`)
        return Promise.resolve()
      },
      controlTransferIn: async () => {
        await unless(() => true)
        return { status: 'ok', data: Uint8Array.of(portStatus) }
      },
      transferIn: async () => {
        await unless(() => answers.length > 0)
        return { status: 'ok', data: Uint8Array.from(answers.shift() ?? []) }
      },
      transferOut: async (_endpoint, data) => {
        await unless(() => isTaking || isHalted)
        if (isHalted) return { status: 'stall' }
        received.push(...data)
        return { status: 'ok' }
      },
      clearHalt: (direction, endpoint) => {
        calls.push(`clearHalt ${direction} ${endpoint}`)
        isHalted = false
        return Promise.resolve()
      },
      end: (name) => {
        ending = name
        isHere = false
        change()
      },
    }
    for (const tell of listeners.connect) tell({ device })
  }
  plugIn()

  return {
    calls,
    usb: {
      getDevices: () => Promise.resolve(device === undefined ? [] : [device]),
      addEventListener: (type, listener) => listeners[type].add(listener),
      removeEventListener: (type, listener) => listeners[type].delete(listener),
    },
    printer: {
      received: () => [...received],
      say: (bytes) => {
        answers.push(bytes)
        change()
      },
      setTaking: (takes) => {
        isTaking = takes
        change()
      },
      plugIn,
      unplug: () => {
        const old = device
        device = undefined
        if (old === undefined) return
        old.end('NotFoundError')
        for (const tell of listeners.disconnect) tell({ device: old })
      },
      setHeldElsewhere: (isHeldNow) => {
        isHeld = isHeldNow
      },
      stall: () => {
        isHalted = true
        change()
      },
      setPortStatus: (bits) => {
        portStatus = bits
      },
      setDenied: (isDeniedNow) => {
        isDenied = isDeniedNow
      },
    },
  }
}
