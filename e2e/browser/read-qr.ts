import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Locator } from '@playwright/test'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// By itself the module would fetch its code from a CDN.
prepareZXingModule({
  overrides: {
    wasmBinary: readFileSync(
      createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
    ).buffer,
  },
})

/** Reads the one QR code of a screen, from its picture alone, as a phone does. */
export const readQr = async (screen: Locator): Promise<string> =>
  readQrOf(await screen.screenshot())

/** Reads the one QR code of a picture: a file's bytes, or pixels. */
export const readQrOf = async (picture: Uint8Array | ImageData): Promise<string> => {
  const codes = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true })
  const [code, ...more] = codes.filter(({ isValid }) => isValid)
  if (code === undefined || more.length > 0) throw new Error(`${codes.length} codes were seen`)
  return code.text
}
