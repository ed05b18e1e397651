import { create } from 'qrcode'
import { expect, test } from 'vitest'
import { qrDrawing } from './qr-drawing.ts'

/** Paints the strokes of a path back onto a grid. */
const paint = (size: number, path: string): readonly number[] => {
  const grid = Array.from({ length: size * size }, () => 0)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    grid.fill(1, Number(y) * size + Number(x), Number(y) * size + Number(x) + Number(length))
  return grid
}

test.for([
  'A',
  '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-426655440000',
  'x'.repeat(512),
])('the drawing of %s is the code with error correction M in a quiet zone of 4', (payload) => {
  const { modules } = create(payload, { errorCorrectionLevel: 'M' })
  const { size, path } = qrDrawing(payload)
  expect(size).toBe(modules.size + 8)
  const expected = Array.from({ length: size * size }, () => 0)
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      expected[(row + 4) * size + column + 4] = modules.data[row * modules.size + column] ?? 0
  expect(paint(size, path)).toEqual(expected)
})
