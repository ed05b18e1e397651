import { type Completion } from '../escpos/print-data.ts'
import { type CodePage } from './code-pages.ts'

/** The printers Totem knows by name; any other that speaks ESC/POS is `generic`. */
export const printerModels = [
  'epson',
  'elgin-i8',
  'elgin-i9',
  'bematech-mp-4200-th',
  'daruma-dr800',
  'generic',
] as const
/** A printer Totem knows, or `generic`. */
export type PrinterModel = (typeof printerModels)[number]

/** The widths of paper in mm. */
export const paperWidths = [58, 80] as const
/** A width of paper in mm. */
export type PaperWidth = (typeof paperWidths)[number]

/** A code page and the number by which a printer selects it (ESC t n): the numbers differ from maker to maker. */
export interface NumberedCodePage {
  readonly page: CodePage
  readonly number: number
}

/** What one needs to know of a printer to write for it. */
export interface PrinterProfile {
  readonly model: PrinterModel
  readonly paper: PaperWidth
  /** What people call it. */
  readonly name: string
  /** Daruma's printers speak a language of their own, close to ESC/POS. */
  readonly dialect: 'esc-pos' | 'esc-daruma'
  /** Printable dots in a row, at 203 dpi. */
  readonly dots: number
  /** Characters of 12 dots in a row. */
  readonly columns: number
  /** How many times its letters can be enlarged. */
  readonly maxScale: number
  readonly codePage: NumberedCodePage
  /** Code pages to try on the test page when accents come out wrong. */
  readonly candidates: readonly NumberedCodePage[]
  /** What goes before ESC @, where a printer must first be told to speak ESC/POS. */
  readonly preamble: readonly number[]
  /** Blank lines that bring the last printed line past the blade. */
  readonly feedLines: number
  /** The command that cuts; empty where there is no blade and the customer tears. */
  readonly cut: readonly number[]
  /** The strongest sign of completion its maker documents. */
  readonly completion: Completion
}
