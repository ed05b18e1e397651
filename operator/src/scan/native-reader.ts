import { type QrReader } from './qr-reader.ts'

/** What Android, ChromeOS and macOS bring to read codes with (Shape Detection API). */
export interface NativeDetector {
  new (options: { readonly formats: readonly string[] }): {
    readonly detect: (frame: ImageData) => Promise<readonly { readonly rawValue: string }[]>
  }
  readonly getSupportedFormats: () => Promise<readonly string[]>
}

/**
 * Gives the browser's own reader; `undefined` where there is none. Some browsers have the name and no reader behind it,
 * so it reads an empty picture first.
 */
export const createNativeReader = async (
  Detector: NativeDetector | undefined,
  emptyFrame: () => ImageData,
): Promise<QrReader | undefined> => {
  if (Detector === undefined) return undefined
  try {
    const formats = await Detector.getSupportedFormats()
    if (!formats.includes('qr_code')) return undefined
    const detector = new Detector({ formats: ['qr_code'] })
    await detector.detect(emptyFrame())
    return {
      read: async (frame) => (await detector.detect(frame)).map(({ rawValue }) => rawValue),
    }
  } catch {
    return undefined
  }
}
