import { expect, test } from 'vitest'
import { createNativeReader, type NativeDetector } from './native-reader.ts'

const frame = {} as ImageData

const aDetector = (given: {
  readonly formats?: readonly string[]
  readonly fails?: boolean
}): NativeDetector =>
  class {
    static getSupportedFormats(): Promise<readonly string[]> {
      return Promise.resolve(given.formats ?? ['qr_code', 'ean_13'])
    }
    readonly options: { readonly formats: readonly string[] }
    constructor(options: { readonly formats: readonly string[] }) {
      this.options = options
    }
    detect(): Promise<readonly { readonly rawValue: string }[]> {
      if (given.fails === true) return Promise.reject(new DOMException('', 'NotSupportedError'))
      return Promise.resolve(this.options.formats.map((rawValue) => ({ rawValue })))
    }
  }

test('the browser’s own reader is asked for QR codes alone', async () => {
  const reader = await createNativeReader(aDetector({}), () => frame)
  expect(await reader?.read(frame)).toEqual(['qr_code'])
})

test.for([
  ['no detector', undefined],
  ['one without QR codes', aDetector({ formats: ['ean_13'] })],
  ['a name with no reader behind it', aDetector({ fails: true })],
] as const)('%s leaves the work to zxing', async ([, detector]) => {
  expect(await createNativeReader(detector, () => frame)).toBeUndefined()
})
