import { correction, generate, mode } from 'lean-qr'

/** A QR code as a square of modules. */
export interface QrSymbol {
  /** Modules a side, without the quiet zone. */
  readonly size: number
  readonly isDark: (x: number, y: number) => boolean
}

/** The blank modules around a QR code (ISO/IEC 18004 §9.1): readers need them, and no printer adds them by itself. */
export const quietZone = 4

/** Makes the QR code of a text, with error correction M: what a ticket's code was measured with. */
export const qrSymbolOf = (text: string): QrSymbol => {
  const modes = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8]
  const code = generate(mode.auto(text, { modes }), {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
  })
  return { size: code.size, isDark: (x, y) => code.get(x, y) }
}
