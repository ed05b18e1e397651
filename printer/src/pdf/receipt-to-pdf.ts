import { jsPDF } from 'jspdf'
import { qrSymbolOf, quietZone } from '../escpos/qr-symbol.ts'
import { breakEvenly } from '../receipt/break-text.ts'
import { toPrintable } from '../receipt/printable.ts'
import { type ReceiptLine } from '../receipt/receipt.ts'

/** What a PDF says about itself. */
export interface PdfFacts {
  /** What a viewer shows as its name, such as the ticket's number. */
  readonly title: string
  /** In ms since 1970. */
  readonly createdAtMs: number
}

/**
 * Writes a receipt as a PDF of one page, as wide as 80 mm paper and as long as it needs: real text, so that it can be
 * searched, copied and read aloud, and the QR code as shapes, sharp at any size. The letters are those of the paper.
 */
export const receiptToPdf = (receipt: readonly ReceiptLine[], facts: PdfFacts): Uint8Array => {
  const measuring = newDocument(2 * pageWidth, facts)
  const height = receipt.reduce((y, line) => draw(measuring, line, y), margin) + margin
  const pdf = newDocument(Math.max(height, pageWidth), facts)
  receipt.reduce((y, line) => draw(pdf, line, y), margin)
  return new Uint8Array(pdf.output('arraybuffer'))
}

/** All lengths in mm. */
const pageWidth = 80
const margin = 5
const innerWidth = pageWidth - 2 * margin
const middle = pageWidth / 2
const qrWidth = 50

const millimetresPerPoint = 25.4 / 72
/** Sizes of letters, in points. */
const points = { normal: 9, strong: 14, huge: 48 } as const

const newDocument = (height: number, { title, createdAtMs }: PdfFacts): jsPDF => {
  const pdf = new jsPDF({ unit: 'mm', format: [pageWidth, height], compress: true })
  pdf.setProperties({ title: toPrintable(title), creator: 'Totem' })
  pdf.setLanguage('pt-BR')
  pdf.setCreationDate(new Date(createdAtMs))
  // Random otherwise: the same receipt gives the same file.
  pdf.setFileId('0'.repeat(32))
  return pdf
}

/** Draws a line of a receipt at `y` and gives where the next one begins. */
const draw = (pdf: jsPDF, line: ReceiptLine, y: number): number => {
  switch (line.kind) {
    case 'space':
      return y + 3
    case 'rule':
      pdf.setLineWidth(0.2).setLineDashPattern([1, 1], 0)
      pdf.line(margin, y + 2, pageWidth - margin, y + 2)
      return y + 4
    case 'text':
      return drawText(pdf, line, y)
    case 'pair':
      return drawPair(pdf, line, y)
    case 'qr':
      return drawQr(pdf, line.text, y)
  }
}

const drawText = (
  pdf: jsPDF,
  { text, size }: Extract<ReceiptLine, { kind: 'text' }>,
  y: number,
): number => {
  pdf.setFont('helvetica', size === 'normal' ? 'normal' : 'bold').setFontSize(points[size])
  const rows = rowsOf(pdf, toPrintable(text))
  rows.forEach((row, at) => {
    pdf.text(row, middle, y + (at + 1) * rowHeight(size) - descent(size), { align: 'center' })
  })
  return y + rows.length * rowHeight(size)
}

const drawPair = (
  pdf: jsPDF,
  { label, value }: Extract<ReceiptLine, { kind: 'pair' }>,
  y: number,
): number => {
  pdf.setFont('helvetica', 'normal').setFontSize(points.normal)
  const rows = rowsOf(pdf, toPrintable(value))
  const [name, [first = '']] = [toPrintable(label), rows]
  const isOneRow =
    rows.length === 1 && pdf.getTextWidth(name) + pdf.getTextWidth(first) + 2 <= innerWidth
  const baseline = (at: number): number => y + (at + 1) * rowHeight('normal') - descent('normal')
  pdf.text(name, margin, baseline(0))
  rows.forEach((row, at) => {
    pdf.text(row, pageWidth - margin, baseline(isOneRow ? at : at + 1), { align: 'right' })
  })
  return y + (isOneRow ? 1 : rows.length + 1) * rowHeight('normal')
}

/** Draws each run of dark modules as one rectangle. */
const drawQr = (pdf: jsPDF, text: string, y: number): number => {
  const { size, isDark } = qrSymbolOf(text)
  const side = qrWidth / (size + 2 * quietZone)
  const [left, top] = [middle - (size * side) / 2, y + quietZone * side]
  for (let row = 0; row < size; row += 1)
    for (let from = 0; from < size; from += 1) {
      let to = from
      while (to < size && isDark(to, row)) to += 1
      if (to > from) pdf.rect(left + from * side, top + row * side, (to - from) * side, side, 'F')
      from = to
    }
  return y + qrWidth
}

const rowHeight = (size: keyof typeof points): number => points[size] * millimetresPerPoint * 1.25
const descent = (size: keyof typeof points): number => points[size] * millimetresPerPoint * 0.3

const rowsOf = (pdf: jsPDF, text: string): readonly string[] =>
  breakEvenly(text, { width: innerWidth, measure: (row) => pdf.getTextWidth(row), step: 1 })
