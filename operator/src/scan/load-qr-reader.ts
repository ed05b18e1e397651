import { createNativeReader, type NativeDetector } from './native-reader.ts'
import { type QrReader } from './qr-reader.ts'

declare global {
  interface Window {
    readonly BarcodeDetector?: NativeDetector
  }
}

/** Loads the reader of this browser: its own, else zxing from our origin, which the service worker has laid by. */
export const loadQrReader = async (): Promise<QrReader> =>
  (await createNativeReader(window.BarcodeDetector, () => new ImageData(64, 64))) ?? loadZxing()

/** Vite lays the file among our own assets. */
const wasmUrl = new URL('zxing-wasm/reader/zxing_reader.wasm', import.meta.url)

const loadZxing = async (): Promise<QrReader> => {
  const { createZxingReader } = await import('./zxing-reader.ts')
  return createZxingReader(async () => {
    const answer = await fetch(wasmUrl)
    if (!answer.ok) throw new Error(`the reader answered ${answer.status}`)
    return answer.arrayBuffer()
  })
}
