import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { type PrinterProfile, type NumberedCodePage } from '../profile/printer-profile.ts'
import { blankLine } from './blank-line.ts'
import { type PaperRow } from './lay-out.ts'
import { qrRaster } from './qr-raster.ts'

/** Rows of a paper under the code page they are printed with. */
export interface PaperPart {
  readonly codePage: NumberedCodePage
  readonly rows: readonly PaperRow[]
}

/** Writes rows for a printer that speaks ESC/POS, from its initial state on. */
export const writeEscPos = (
  parts: readonly PaperPart[],
  { columns, dots, preamble }: PrinterProfile,
): Uint8Array => {
  const bytes: number[] = [...preamble]
  parts.forEach(({ codePage, rows }, at) => {
    const encoder = new ReceiptPrinterEncoder({
      language: 'esc-pos',
      columns,
      newline: '\n',
      codepageMapping: { [codePage.page]: codePage.number },
      errors: 'strict',
    })
    if (at === 0) encoder.initialize()
    encoder.codepage(codePage.page)
    for (const row of rows) writeRow(encoder, row, dots)
    bytes.push(...encoder.encode())
  })
  return Uint8Array.from(bytes)
}

const writeRow = (encoder: ReceiptPrinterEncoder, row: PaperRow, dots: number): void => {
  if (row.kind === 'qr') encoder.raw([...centre, ...qrRaster(row.text, dots), ...left])
  else if (row.text === '') encoder.raw([...blankLine])
  else
    encoder
      .text(' '.repeat(row.indent))
      .bold(row.bold)
      .size(row.scale.width, row.scale.height)
      .text(row.text)
      .size(1, 1)
      .bold(false)
      .newline()
}

/** ESC a 1 and ESC a 0. */
const centre = [0x1b, 0x61, 0x01]
const left = [0x1b, 0x61, 0x00]
