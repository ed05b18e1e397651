/** A picture of black and white dots. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  /** One byte a dot, row by row: 1 is black. */
  readonly dots: Uint8Array
}

/** Blackens a rectangle of dots. */
export type Paint = (left: number, top: number, size: { width: number; height: number }) => void

/** Draws a picture. Throws on a dot beside it: whoever paints has measured. */
export const drawBitmap = (
  { width, height }: Pick<Bitmap, 'width' | 'height'>,
  draw: (paint: Paint) => void,
): Bitmap => {
  const dots = new Uint8Array(width * height)
  draw((left, top, size) => {
    if (left < 0 || top < 0 || left + size.width > width || top + size.height > height)
      throw new RangeError(`${left},${top} is beside a picture of ${width} × ${height}`)
    for (let y = top; y < top + size.height; y += 1)
      dots.fill(1, y * width + left, y * width + left + size.width)
  })
  return { width, height, dots }
}
