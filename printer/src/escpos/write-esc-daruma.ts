import { byteOf, type CodePage } from '../profile/code-pages.ts'
import { type PrinterProfile } from '../profile/printer-profile.ts'
import { blankLine } from './blank-line.ts'
import { type PaperRow } from './lay-out.ts'
import { type PaperPart } from './write-esc-pos.ts'

/**
 * Writes rows for Daruma's own command language, as open-source drivers of the DR700 and DR800 use it: ESC E and F for
 * bold, ESC W and w for double width and height, ESC 0x81 for a QR code. It has no raster like ESC/POS.
 */
export const writeEscDaruma = (
  parts: readonly PaperPart[],
  { columns }: PrinterProfile,
): Uint8Array =>
  Uint8Array.from([
    ...[ESC, at],
    ...parts.flatMap(({ codePage, rows }) => [
      ...[ESC, t, codePage.number],
      ...rows.flatMap((row) => rowBytes(row, codePage.page, columns)),
    ]),
  ])

const rowBytes = (row: PaperRow, page: CodePage, columns: number): readonly number[] => {
  if (row.kind === 'qr') return qrBytes(row.text, columns)
  const { width, height } = row.scale
  return [
    ...textBytes(' '.repeat(row.indent), page),
    ...(row.bold ? [ESC, E] : []),
    ...(width > 1 ? [ESC, W, 1] : []),
    ...(height > 1 ? [ESC, w, 1] : []),
    ...textBytes(row.text, page),
    ...(height > 1 ? [ESC, w, 0] : []),
    ...(width > 1 ? [ESC, W, 0] : []),
    ...(row.bold ? [ESC, F] : []),
    LF,
  ]
}

/** Its QR code: length of what follows, width of a module, error correction, data. */
const qrBytes = (text: string, columns: number): readonly number[] => {
  const length = text.length + 2
  return [
    // It draws no quiet zone of its own.
    ...blankLine,
    ...[ESC, j, 1],
    ...[ESC, 0x81, length & 0xff, length >> 8],
    ...[columns < 48 ? 5 : 6, M],
    ...Array.from(text, (character) => character.charCodeAt(0)),
    LF,
    ...[ESC, j, 0],
  ]
}

const textBytes = (text: string, page: CodePage): readonly number[] =>
  Array.from(text, (character) => {
    const byte = byteOf(character, page)
    if (byte === undefined) throw new RangeError(`${page} has no ${character}`)
    return byte
  })

const ESC = 0x1b
const LF = 0x0a
const [at, t, j, E, F, W, w, M] = [0x40, 0x74, 0x6a, 0x45, 0x46, 0x57, 0x77, 0x4d]
