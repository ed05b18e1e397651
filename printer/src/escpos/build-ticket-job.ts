import { type PrinterProfile } from '../profile/printer-profile.ts'
import { type ReceiptLine } from '../receipt/receipt.ts'
import { blankLine } from './blank-line.ts'
import { layOut } from './lay-out.ts'
import { type PrintData } from './print-data.ts'
import { writeEscDaruma } from './write-esc-daruma.ts'
import { writeEscPos, type PaperPart } from './write-esc-pos.ts'

/** Writes a receipt for a printer. Pure: the same receipt and profile give the same bytes. */
export const buildTicketJob = (
  receipt: readonly ReceiptLine[],
  profile: PrinterProfile,
): PrintData =>
  buildPrintData([{ codePage: profile.codePage, rows: layOut(receipt, profile) }], profile)

/** Writes paper in the language of a printer, and the feed and cut that suit it. */
export const buildPrintData = (parts: readonly PaperPart[], profile: PrinterProfile): PrintData => {
  const write = profile.dialect === 'esc-daruma' ? writeEscDaruma : writeEscPos
  const feed = Array.from({ length: profile.feedLines }, () => blankLine).flat()
  const paper = Uint8Array.from([...write(parts, profile), ...feed])
  return {
    writes: profile.cut.length === 0 ? [paper] : [paper, Uint8Array.from(profile.cut)],
    completion: profile.completion,
  }
}
