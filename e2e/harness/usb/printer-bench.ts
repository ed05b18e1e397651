import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChromium, type KillableChromium } from '../killable-chromium.ts'
import { printerIds } from './device-record.ts'
import { EmulatedPrinter } from './emulated-printer.ts'
import { lendFakeUsb, type FakeUsbSwitches } from './fake-usb.ts'
import { startUsbBed, whyNoUsbBed } from './usb-bed.ts'

/** A printer on the desk beside a kiosk that is about to be started. */
export interface PrinterBench extends AsyncDisposable {
  readonly printer: EmulatedPrinter
  /** Starts the kiosk's Chromium, which sees the printer; again after a kill, on the same profile. */
  readonly start: () => Promise<KillableChromium>
  readonly plug: () => Promise<void>
  readonly unplug: () => Promise<void>
  /** Lets a driver of the system hold the printer. */
  readonly setBusy: (isBusy: boolean) => Promise<void>
}

/** Says whose WebUSB the stories run against, for the report. */
export const describeUsb = (): string => {
  const missing = whyNoUsbBed()
  return missing === undefined
    ? 'WebUSB: Chromium’s own, against an emulated printer (umockdev and a usbfs shim)'
    : `WebUSB: a fake navigator.usb, because ${missing}`
}

/** Sets up the bench: the real stack where this machine can, else a fake `navigator.usb` with the same printer behind it. */
export const setUpPrinter = async (origin: string): Promise<PrinterBench> => {
  const folder = await mkdtemp(join(tmpdir(), 'totem-printer-'))
  const profile = join(folder, 'profile')
  const printer = new EmulatedPrinter()
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  if (whyNoUsbBed() !== undefined) {
    let switches: FakeUsbSwitches = {
      plug: () => Promise.resolve(),
      unplug: () => Promise.resolve(),
    }
    let isBusy = false
    return {
      printer,
      start: async () => {
        const browser = await startChromium(profile)
        switches = await lendFakeUsb(browser.page, printer, () => isBusy)
        return browser
      },
      plug: () => switches.plug(),
      unplug: () => switches.unplug(),
      setBusy: (busy) => {
        isBusy = busy
        return Promise.resolve()
      },
      [Symbol.asyncDispose]: remove,
    }
  }
  const bed = await startUsbBed(folder, printer)
  await mkdir(join(profile, 'Default'), { recursive: true })
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(permissionFor(origin)))
  return {
    printer,
    start: () => startChromium(profile, bed.env),
    plug: bed.plug,
    unplug: bed.unplug,
    setBusy: bed.setBusy,
    [Symbol.asyncDispose]: async () => {
      await bed[Symbol.asyncDispose]()
      await remove()
    },
  }
}

/** What a profile holds after staff pressed *Conectar*: in a test nobody can press the browser's own list. */
const permissionFor = (origin: string) => ({
  profile: {
    content_settings: {
      exceptions: {
        usb_chooser_data: {
          [`${origin},*`]: {
            setting: {
              'chosen-objects': [
                {
                  name: 'TM-T20',
                  'vendor-id': printerIds.vendor,
                  'product-id': printerIds.product,
                  'serial-number': printerIds.serial,
                },
              ],
            },
          },
        },
      },
    },
  },
})
