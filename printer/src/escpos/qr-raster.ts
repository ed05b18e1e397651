import { qrSymbolOf, quietZone } from './qr-symbol.ts'

/** Rows of dots that go into one raster command: some Elgin i8 stop at 256. */
const maxRasterRows = 240

/** 0.75 mm a module: a phone-grade camera reads it also from faint print with two dead head columns (measured). */
const idealDots = 6

/**
 * Draws a QR code, with its quiet zone, as raster commands (GS v 0) no wider than `dots`. A raster gives the same code on every
 * printer, while their own QR command differs in modes, sizes and limits. Throws when not even 2 dots a module fit: at 1 dot
 * a row may hold 10 04, which printers take for a real-time command.
 */
export const qrRaster = (text: string, dots: number): Uint8Array => {
  const { size, isDark } = qrSymbolOf(text)
  const modules = size + 2 * quietZone
  const scale = Math.min(idealDots, Math.floor(dots / modules))
  if (scale < 2) throw new RangeError(`${modules} modules do not fit into ${dots} dots`)
  const bytesPerRow = Math.ceil((modules * scale) / 8)
  const rowOf = (y: number): Uint8Array => {
    const row = new Uint8Array(bytesPerRow)
    for (let dot = 0; dot < modules * scale; dot += 1)
      if (isDark(Math.floor(dot / scale) - quietZone, y - quietZone))
        row[dot >> 3] = (row[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
    return row
  }
  const rows = Array.from({ length: modules }, (_, y) => rowOf(y)).flatMap((row) =>
    Array.from({ length: scale }, () => row),
  )
  const blocks: number[] = []
  for (let at = 0; at < rows.length; at += maxRasterRows) {
    const block = rows.slice(at, at + maxRasterRows)
    blocks.push(...rasterHeader(bytesPerRow, block.length), ...block.flatMap((row) => [...row]))
  }
  return Uint8Array.from(blocks)
}

const rasterHeader = (bytesPerRow: number, rows: number): readonly number[] => [
  ...[0x1d, 0x76, 0x30, 0x00],
  ...[bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8],
]
