import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { type QrReader } from './qr-reader.ts'

/** Makes the reader for browsers without one. The library would fetch its WebAssembly from a CDN; it is given ours. */
export const createZxingReader = async (
  loadWasm: () => Promise<ArrayBuffer>,
): Promise<QrReader> => {
  await prepareZXingModule({
    overrides: { wasmBinary: await loadWasm() },
    fireImmediately: true,
  })
  return {
    read: async (frame) => {
      const codes = await readBarcodes(frame, { formats: ['QRCode'], tryHarder: true })
      return codes.filter(({ isValid }) => isValid).map(({ text }) => text)
    },
  }
}
