import { qrSymbolOf } from '../escpos/qr-symbol.ts'
import { characterOf, type CodePage } from '../profile/code-pages.ts'
import { type PrinterProfile } from '../profile/printer-profile.ts'
import { type Bitmap, drawBitmap, type Paint } from './bitmap.ts'
import { cell, glyphOf } from './font/glyphs.ts'

/** What a printer would spoil, or do other than what was meant. */
export type PrintFault =
  /** More dots in a row than the paper has: the rest is lost or wraps. */
  | 'overflow'
  /** A byte that is no letter in the selected code page: a lost accent. */
  | 'unprintable'
  /** A code page the printer does not have under this number. */
  | 'unknown_code_page'
  /** A command that counts only at the start of a line. */
  | 'mid_line'
  /** A value outside of what the manual allows. */
  | 'bad_parameter'

/** The mechanism of a printer: what its commands do to the paper. Each act says what it spoils. */
export interface PrintHead {
  reset(): void
  cancelKanji(): void
  selectCodePage(number: number): PrintFault | undefined
  setBold(isBold: boolean): void
  setScale(scale: { readonly width?: number; readonly height?: number }): PrintFault | undefined
  align(side: 'left' | 'centre'): PrintFault | undefined
  type(byte: number): PrintFault | undefined
  feedLine(): void
  raster(bytesPerRow: number, data: Uint8Array): PrintFault | undefined
  qr(text: string, dotsPerModule: number): PrintFault | undefined
  cut(): PrintFault | undefined
  /** Gives the paper so far. */
  paper(): PrintedPaper
}

/** What came out of a printer. */
export interface PrintedPaper {
  /** Draws it, dot by dot. */
  readonly draw: () => Bitmap
  readonly lines: readonly string[]
  /** The rows of dots at which it was cut. */
  readonly cuts: readonly number[]
}

/** Rows from one line of text to the next: 3.75 mm, the default of ESC/POS printers. */
const lineSpacing = 30

/** Makes the mechanism of a printer that has just been switched on. */
export const createPrintHead = ({ dots, dialect, candidates }: PrinterProfile): PrintHead => {
  const marks: ((paint: Paint) => void)[] = []
  const lines: string[] = []
  const cuts: number[] = []
  let height = 0
  let line: TypedCharacter[] = []
  let style = initialStyle
  // Printers for the Asian market start with two-byte characters on, and nobody sees it on the box.
  let isKanji = dialect === 'esc-pos'

  const leftOf = (width: number): number =>
    style.side === 'left' ? 0 : Math.floor((dots - width) / 2)
  const endOfLine = (): number => {
    const last = line.at(-1)
    return last === undefined ? 0 : last.left + last.width * cell.width
  }

  return {
    reset() {
      style = initialStyle
    },
    cancelKanji() {
      isKanji = false
    },
    selectCodePage(number) {
      const page = candidates.find((candidate) => candidate.number === number)?.page
      if (page === undefined) return 'unknown_code_page'
      style = { ...style, page }
      return undefined
    },
    setBold(bold) {
      style = { ...style, bold }
    },
    setScale({ width = style.width, height: high = style.height }) {
      if (Math.min(width, high) < 1 || Math.max(width, high) > 8) return 'bad_parameter'
      style = { ...style, width, height: high }
      return undefined
    },
    align(side) {
      if (line.length > 0) return 'mid_line'
      style = { ...style, side }
      return undefined
    },
    type(byte) {
      const isAscii = byte >= 0x20 && byte <= 0x7e
      if (!isAscii && (isKanji || style.page === undefined)) return 'unprintable'
      const character = characterOf(byte, style.page ?? 'cp850')
      if (character === undefined || glyphOf(character) === undefined) return 'unprintable'
      const left = endOfLine()
      if (left + cell.width * style.width > dots) return 'overflow'
      line.push({ ...style, character, left })
      return undefined
    },
    feedLine() {
      const highest = Math.max(1, ...line.map((typed) => typed.height)) * cell.height
      const [typed, base] = [line, height + highest]
      marks.push((paint) => {
        for (const one of typed) paintCharacter(paint, one, base)
      })
      lines.push(line.map(({ character }) => character).join(''))
      height += Math.max(lineSpacing, highest)
      line = []
    },
    raster(bytesPerRow, data) {
      if (line.length > 0) return 'mid_line'
      if (bytesPerRow * 8 > dots) return 'overflow'
      const [left, top] = [leftOf(bytesPerRow * 8), height]
      marks.push((paint) => {
        data.forEach((byte, at) => {
          for (let bit = 0; bit < 8; bit += 1)
            if (((byte >> (7 - bit)) & 1) === 1)
              paint(left + (at % bytesPerRow) * 8 + bit, top + Math.floor(at / bytesPerRow), dot)
        })
      })
      height += data.length / bytesPerRow
      return undefined
    },
    qr(text, dotsPerModule) {
      if (line.length > 0) return 'mid_line'
      const { size, isDark } = qrSymbolOf(text)
      const side = size * dotsPerModule
      if (side > dots) return 'overflow'
      const [left, top] = [leftOf(side), height]
      const square = { width: dotsPerModule, height: dotsPerModule }
      marks.push((paint) => {
        for (let y = 0; y < size; y += 1)
          for (let x = 0; x < size; x += 1)
            if (isDark(x, y)) paint(left + x * dotsPerModule, top + y * dotsPerModule, square)
      })
      height += side
      return undefined
    },
    cut() {
      if (line.length > 0) return 'mid_line'
      cuts.push(height)
      return undefined
    },
    paper: () => ({
      draw: () =>
        drawBitmap({ width: dots, height }, (paint) => {
          for (const mark of marks) mark(paint)
        }),
      lines,
      cuts,
    }),
  }
}

interface Style {
  readonly page: CodePage | undefined
  readonly bold: boolean
  /** How many times letters are wider and higher than their cell. */
  readonly width: number
  readonly height: number
  readonly side: 'left' | 'centre'
}
const initialStyle: Style = { page: undefined, bold: false, width: 1, height: 1, side: 'left' }

interface TypedCharacter extends Style {
  readonly character: string
  readonly left: number
}

const dot = { width: 1, height: 1 }

/** Bold is what printers do: every dot once more, one to the right. */
const paintCharacter = (paint: Paint, typed: TypedCharacter, base: number): void => {
  const { character, left, width, height, bold } = typed
  const isBlack = glyphOf(character)
  if (isBlack === undefined) return
  for (let y = 0; y < cell.height; y += 1)
    for (let x = 0; x < cell.width; x += 1)
      if (isBlack(x, y) || (bold && x > 0 && isBlack(x - 1, y)))
        paint(left + x * width, base - (cell.height - y) * height, { width, height })
}
