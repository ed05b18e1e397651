import { create } from 'qrcode'

/** Quiet zone around the code, in modules (ISO/IEC 18004 asks for 4). */
const margin = 4

/** A QR code as one SVG path in a square of `size` modules, quiet zone included. */
export interface QrDrawing {
  readonly size: number
  readonly path: string
}

/** Draws a text as a QR code with error correction M; each dark run of a row is one stroke of the path. */
export const qrDrawing = (payload: string): QrDrawing => {
  const { data, size } = create(payload, { errorCorrectionLevel: 'M' }).modules
  const strokes: string[] = []
  for (let row = 0; row < size; row += 1) {
    let column = 0
    while (column < size) {
      const start = column
      while (column < size && data[row * size + column] === 1) column += 1
      const length = column - start
      if (length > 0) strokes.push(`M${start + margin} ${row + margin}h${length}v1h-${length}z`)
      else column += 1
    }
  }
  return { size: size + 2 * margin, path: strokes.join('') }
}
