import { type Page } from '@playwright/test'
import { printerIds } from './device-record.ts'
import { type EmulatedPrinter } from './emulated-printer.ts'

/** The cable of a fake `navigator.usb`. */
export interface FakeUsbSwitches {
  readonly plug: () => Promise<void>
  readonly unplug: () => Promise<void>
}

/** What the page of the fake can be told. */
declare global {
  var totemFakeUsb: { readonly plug: () => void; readonly unplug: () => void }
}

/** Gives a page a `navigator.usb` with a printer on it that behaves as Chromium 156 was seen to. */
export const lendFakeUsb = async (
  page: Page,
  printer: EmulatedPrinter,
  isBusy: () => boolean,
): Promise<FakeUsbSwitches> => {
  const unread: number[] = []
  const cancels = new Map<number, () => void>()
  let heard = Promise.withResolvers<undefined>()
  printer.onSay((bytes) => {
    unread.push(...bytes)
    heard.resolve(undefined)
    heard = Promise.withResolvers()
  })
  await page.exposeFunction('totemUsbBusy', isBusy)
  await page.exposeFunction('totemUsbStatus', () => printer.portStatus())
  await page.exposeFunction('totemUsbOut', (id: number, bytes: readonly number[]) => {
    const { taken, cancel } = printer.write(Uint8Array.from(bytes))
    cancels.set(id, cancel)
    return taken
  })
  await page.exposeFunction('totemUsbCancel', () => {
    for (const cancel of cancels.values()) cancel()
    cancels.clear()
  })
  await page.exposeFunction('totemUsbIn', async () => {
    while (unread.length === 0) await heard.promise
    return unread.splice(0, 64)
  })
  await page.exposeFunction('totemUsbClear', () => {
    printer.isHalted = false
  })
  await page.addInitScript(fakeUsb, printerIds)
  return {
    plug: async () => {
      printer.powerCycle()
      await page.evaluate(() => globalThis.totemFakeUsb.plug())
    },
    unplug: () => page.evaluate(() => globalThis.totemFakeUsb.unplug()),
  }
}

/** What the page calls to reach the printer; Playwright puts them on its window. */
interface Bindings {
  readonly totemUsbBusy: () => Promise<boolean>
  readonly totemUsbStatus: () => Promise<number>
  readonly totemUsbOut: (id: number, bytes: readonly number[]) => Promise<'ok' | 'stall'>
  readonly totemUsbCancel: () => Promise<void>
  readonly totemUsbIn: () => Promise<readonly number[]>
  readonly totemUsbClear: () => Promise<void>
}

/** Runs in the page, so it uses nothing from around it. */
const fakeUsb = (ids: typeof printerIds): void => {
  const bindings = globalThis as unknown as Bindings
  const events = new EventTarget()
  const endpoint = (endpointNumber: number, direction: 'in' | 'out') =>
    ({ endpointNumber, direction, type: 'bulk', packetSize: 64 }) as const
  const alternate = {
    alternateSetting: 0,
    interfaceClass: 7,
    interfaceSubclass: 1,
    interfaceProtocol: 2,
    endpoints: [endpoint(1, 'out'), endpoint(2, 'in')],
  }
  const configuration = {
    configurationValue: 1,
    interfaces: [{ interfaceNumber: 0, alternates: [alternate], alternate, claimed: false }],
  }
  const makeDevice = () => {
    const end = { abort: (_name: string): void => undefined }
    let isHere = true
    let ids_ = 0
    const orEnd = <T>(work: Promise<T>): Promise<T> => {
      if (!isHere)
        return Promise.reject(new DOMException('The device was disconnected.', 'NotFoundError'))
      return Promise.race([
        work,
        new Promise<never>((_resolve, reject) => {
          const before = end.abort
          end.abort = (name) => {
            before(name)
            reject(new DOMException('The transfer was cancelled.', name))
          }
        }),
      ])
    }
    let reading: Promise<readonly number[]> | undefined
    const device = {
      vendorId: ids.vendor,
      productId: ids.product,
      productName: 'TM-T20',
      serialNumber: ids.serial,
      configurations: [configuration],
      configuration,
      opened: false,
      open: () => {
        device.opened = true
        return orEnd(Promise.resolve())
      },
      close: async () => {
        device.opened = false
        end.abort('AbortError')
        end.abort = () => undefined
        await bindings.totemUsbCancel()
      },
      selectConfiguration: () => Promise.resolve(),
      selectAlternateInterface: () => Promise.resolve(),
      claimInterface: async () => {
        if (await bindings.totemUsbBusy())
          throw new DOMException('Unable to claim interface.', 'NetworkError')
      },
      controlTransferIn: async () => ({
        status: 'ok',
        data: new DataView(Uint8Array.of(await orEnd(bindings.totemUsbStatus())).buffer),
      }),
      transferIn: async () => {
        // One question at a time: an answer to a read that was given up goes to the next one.
        reading ??= bindings.totemUsbIn()
        const bytes = await orEnd(reading)
        reading = undefined
        return { status: 'ok', data: new DataView(Uint8Array.from(bytes).buffer) }
      },
      transferOut: async (_endpoint: number, data: Uint8Array) => {
        ids_ += 1
        return {
          status: await orEnd(bindings.totemUsbOut(ids_, [...data])),
          bytesWritten: data.length,
        }
      },
      clearHalt: () => bindings.totemUsbClear(),
      leave: () => {
        isHere = false
        end.abort('NotFoundError')
      },
    }
    return device
  }
  let device: ReturnType<typeof makeDevice> | undefined = makeDevice()
  const tell = (type: string, about: unknown): void => {
    events.dispatchEvent(Object.assign(new Event(type), { device: about }))
  }
  Object.defineProperty(navigator, 'usb', {
    configurable: true,
    value: Object.assign(events, {
      getDevices: () => Promise.resolve(device === undefined ? [] : [device]),
    }),
  })
  globalThis.totemFakeUsb = {
    plug: () => {
      device = makeDevice()
      tell('connect', device)
    },
    unplug: () => {
      const old = device
      device = undefined
      old?.leave()
      tell('disconnect', old)
    },
  }
}
