import { breakEvenly, breakText, type Ruler } from '../receipt/break-text.ts'
import { toPrintable } from '../receipt/printable.ts'
import { type ReceiptLine } from '../receipt/receipt.ts'

/** One row of a paper: text that is printable and fits, or a QR code. */
export type PaperRow =
  | {
      readonly kind: 'text'
      readonly text: string
      /** Columns of blank paper before it. */
      readonly indent: number
      readonly bold: boolean
      /** How many times its letters are wider and higher than usual. */
      readonly scale: { readonly width: number; readonly height: number }
    }
  | { readonly kind: 'qr'; readonly text: string }

/** What a layout must know of the paper. */
export interface PaperShape {
  readonly columns: number
  readonly maxScale: number
}

/** Lays a receipt out on paper: everything printable, wrapped between words, nothing wider than the row. */
export const layOut = (receipt: readonly ReceiptLine[], shape: PaperShape): readonly PaperRow[] =>
  receipt.flatMap((line) => rowsOf(line, shape))

const rowsOf = (line: ReceiptLine, shape: PaperShape): readonly PaperRow[] => {
  const { columns } = shape
  switch (line.kind) {
    case 'qr':
      return [line]
    case 'rule':
      return [row('-'.repeat(columns), 0)]
    case 'space':
      return [row('', 0)]
    case 'pair':
      return pairRows(toPrintable(line.label), toPrintable(line.value), columns)
    case 'text':
      return textRows(toPrintable(line.text), line.size, shape)
  }
}

/** The number gets as large as the row allows; at 6 a letter is 9 mm wide and 18 mm high. */
const biggest = 6

const textRows = (
  text: string,
  size: 'normal' | 'strong' | 'huge',
  shape: PaperShape,
): readonly PaperRow[] => {
  const { columns } = shape
  const scale = scaleOf(text, size, shape)
  const rows = breakEvenly(text, columnsOf(Math.floor(columns / scale.width))).map(
    (part): PaperRow => ({
      kind: 'text',
      text: part,
      indent: Math.floor((columns - part.length * scale.width) / 2),
      bold: size !== 'normal',
      scale,
    }),
  )
  // A number that cannot stand out by its size stands alone.
  return size === 'huge' && scale.height < 3 ? [row('', 0), ...rows, row('', 0)] : rows
}

const scaleOf = (
  text: string,
  size: 'normal' | 'strong' | 'huge',
  { columns, maxScale }: PaperShape,
): { readonly width: number; readonly height: number } => {
  const fits = Math.max(1, Math.floor(columns / Math.max(1, text.length)))
  switch (size) {
    case 'normal':
      return { width: 1, height: 1 }
    case 'huge': {
      const large = Math.min(biggest, maxScale, fits)
      return { width: large, height: large }
    }
    // Where letters cannot grow beyond 2, that is kept for the number.
    case 'strong':
      return { width: Math.min(2, fits, maxScale - 1), height: 2 }
  }
}

/** Label on the left, value on the right, on two rows or more where one is too short. */
const pairRows = (label: string, value: string, columns: number): readonly PaperRow[] => {
  const gap = columns - label.length - value.length
  if (gap >= 1) return [row(`${label}${' '.repeat(gap)}${value}`, 0)]
  return [
    ...breakText(label, columnsOf(columns)).map((part) => row(part, 0)),
    ...breakText(value, columnsOf(columns)).map((part) => row(part, columns - part.length)),
  ]
}

const row = (text: string, indent: number): PaperRow => ({
  kind: 'text',
  text,
  indent,
  bold: false,
  scale: { width: 1, height: 1 },
})

const columnsOf = (width: number): Ruler => ({ width, measure: (text) => text.length, step: 1 })
