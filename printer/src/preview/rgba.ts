import { type Bitmap } from '../interpreter/bitmap.ts'

/** A picture in the form of a canvas's `ImageData`. */
export interface RgbaPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** Gives a bitmap as RGBA on white paper, with `margin` dots all around: no printer reaches the edges. */
export const bitmapToRgba = ({ width, height, dots }: Bitmap, margin: number): RgbaPicture => {
  const wide = width + 2 * margin
  const data = new Uint8ClampedArray(wide * (height + 2 * margin) * 4).fill(255)
  dots.forEach((dot, at) => {
    if (dot === 0) return
    const pixel = (Math.floor(at / width) + margin) * wide + (at % width) + margin
    data.fill(0, pixel * 4, pixel * 4 + 3)
  })
  return { width: wide, height: height + 2 * margin, data }
}
