import { jsPDF } from 'jspdf'
import { toPrintable } from '../receipt/printable.ts'
import { type PdfFacts } from './receipt-to-pdf.ts'

/** A4 pages of tables, such as the report of a day. */
export interface Sheet {
  readonly title: string
  /** What it is about, below the title. */
  readonly subtitle: string
  readonly tables: readonly SheetTable[]
  /** At the foot of every page. */
  readonly footnote: string
}

/** A table: the first column is read, the others hold figures. */
export interface SheetTable {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Writes a sheet as a PDF of as many A4 pages as it needs; real text that can be searched and copied. */
export const sheetToPdf = (sheet: Sheet, facts: PdfFacts): Uint8Array<ArrayBuffer> => {
  const pdf = new jsPDF({ unit: 'mm', format: 'a4', compress: true })
  pdf.setProperties({ title: toPrintable(facts.title), creator: 'Totem' })
  pdf.setLanguage('pt-BR')
  pdf.setCreationDate(new Date(facts.createdAtMs))
  // Random otherwise: the same sheet gives the same file.
  pdf.setFileId('0'.repeat(32))
  drawHead(pdf, sheet)
  let y = headHeight
  for (const table of sheet.tables) y = drawTable(pdf, table, y)
  drawFeet(pdf, sheet.footnote)
  return new Uint8Array(pdf.output('arraybuffer'))
}

/** All lengths in mm. */
const margin = 18
const right = 210 - margin
const bottom = 297 - 22
const headHeight = 46
const rowHeight = 6.2
const brand = '#00474f'
const faint = '#47626a'

const drawHead = (pdf: jsPDF, { title, subtitle }: Sheet): void => {
  drawLogo(pdf)
  pdf.setTextColor(brand).setFont('helvetica', 'bold').setFontSize(17)
  pdf.text(toPrintable(title), margin, 33)
  pdf.setTextColor(faint).setFont('helvetica', 'normal').setFontSize(10)
  pdf.text(toPrintable(subtitle), margin, 39)
}

/** The ticket of the apps' icon, and the name beside it. */
const drawLogo = (pdf: jsPDF): void => {
  pdf.setFillColor(brand).roundedRect(margin, 12, 11, 11, 2, 2, 'F')
  pdf.setFillColor('#ffffff').rect(margin + 2.2, 15, 6.6, 5, 'F')
  pdf.setDrawColor(brand).setLineWidth(0.5)
  pdf.line(margin + 3.4, 17.6, margin + 4.4, 18.6).line(margin + 4.4, 18.6, margin + 6.2, 16.4)
  pdf.setTextColor(brand).setFont('helvetica', 'bold').setFontSize(15)
  pdf.text('totem', margin + 14, 19.4)
}

const drawTable = (pdf: jsPDF, table: SheetTable, from: number): number => {
  // A title and two rows stay together.
  let y = from + 10 + 3 * rowHeight > bottom ? nextPage(pdf) : from + 6
  pdf.setTextColor(brand).setFont('helvetica', 'bold').setFontSize(12)
  pdf.text(toPrintable(table.title), margin, y)
  y = drawRow(pdf, table.columns, { y: y + rowHeight, isHead: true })
  for (const row of table.rows) {
    if (y + rowHeight > bottom) y = drawRow(pdf, table.columns, { y: nextPage(pdf), isHead: true })
    y = drawRow(pdf, row, { y, isHead: false })
  }
  return y + 2
}

const nextPage = (pdf: jsPDF): number => {
  pdf.addPage()
  return margin + 4
}

const drawRow = (
  pdf: jsPDF,
  cells: readonly string[],
  { y, isHead }: { readonly y: number; readonly isHead: boolean },
): number => {
  pdf.setTextColor(isHead ? faint : '#08262c')
  pdf.setFont('helvetica', isHead ? 'bold' : 'normal').setFontSize(isHead ? 8.5 : 9.5)
  const width = right - margin
  const firstWidth = cells.length <= 2 ? width * 0.7 : width * 0.3
  const columnWidth = (width - firstWidth) / Math.max(1, cells.length - 1)
  cells.forEach((cell, at) => {
    if (at === 0) pdf.text(fit(pdf, toPrintable(cell), firstWidth - 2), margin, y)
    else
      pdf.text(
        fit(pdf, toPrintable(cell), columnWidth - 1),
        margin + firstWidth + at * columnWidth,
        y,
        {
          align: 'right',
        },
      )
  })
  pdf.setDrawColor(isHead ? '#6d868a' : '#c6d4d3').setLineWidth(isHead ? 0.3 : 0.1)
  pdf.line(margin, y + 1.8, right, y + 1.8)
  return y + rowHeight
}

/** Cuts what is too long for its column: a figure never is. */
const fit = (pdf: jsPDF, text: string, width: number): string => {
  if (pdf.getTextWidth(text) <= width) return text
  let kept = text
  while (kept.length > 1 && pdf.getTextWidth(`${kept}...`) > width) kept = kept.slice(0, -1)
  return `${kept}...`
}

const drawFeet = (pdf: jsPDF, footnote: string): void => {
  const pages = pdf.getNumberOfPages()
  for (let page = 1; page <= pages; page += 1) {
    pdf.setPage(page).setTextColor(faint).setFont('helvetica', 'normal').setFontSize(8)
    pdf.text(toPrintable(footnote), margin, 297 - 12)
    pdf.text(`${page}/${pages}`, right, 297 - 12, { align: 'right' })
  }
}
