import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { bitmapToRgba } from '../preview/rgba.ts'
import { type Bitmap } from './bitmap.ts'

/** Reads every QR code on a picture, with the reader that the operator's tablet uses. */
export const readQr = async (bitmap: Bitmap): Promise<readonly string[]> => {
  await ready()
  const found = await readBarcodes(
    { ...bitmapToRgba(bitmap, 24), colorSpace: 'srgb' },
    { formats: ['QRCode'] },
  )
  return found.map(({ text }) => text)
}

let isReady: Promise<unknown> | undefined
/** The library would fetch its WebAssembly from a CDN. */
const ready = (): Promise<unknown> =>
  (isReady ??= readFile(
    createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
  ).then((wasm) =>
    prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(wasm).buffer },
      fireImmediately: true,
    }),
  ))
