import { expect, test } from 'vitest'
import { bitmapToRgba } from './rgba.ts'

test('black dots stand on white paper with a margin', () => {
  const { width, height, data } = bitmapToRgba(
    { width: 2, height: 1, dots: Uint8Array.of(0, 1) },
    1,
  )
  expect([width, height]).toEqual([4, 3])
  const pixels = Array.from({ length: 12 }, (_, pixel) => [...data.slice(pixel * 4, pixel * 4 + 4)])
  const white = [255, 255, 255, 255]
  expect(pixels).toEqual(pixels.map((_, at) => (at === 6 ? [0, 0, 0, 255] : white)))
})
