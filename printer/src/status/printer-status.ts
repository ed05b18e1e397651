import { type PortStatus } from '../transport/transport.ts'

/** What keeps a printer from printing, the most telling first. */
export type PrinterTrouble = 'cover_open' | 'paper_out' | 'cutter' | 'hot' | 'error' | 'offline'

/** What a printer says of itself. */
export interface PrinterStatus {
  /** `null`: nothing keeps it from printing. */
  readonly trouble: PrinterTrouble | null
  readonly paperLow: boolean
}

/** Nothing is wrong, or nothing was said. */
export const noTrouble: PrinterStatus = { trouble: null, paperLow: false }

/** The real-time questions DLE EOT n: printer, cause of being off-line, cause of an error, roll of paper. */
export type StatusQuestion = 1 | 2 | 3 | 4

/** Gives the bytes of DLE EOT n: executed at once, even with the buffer full. */
export const askStatus = (question: StatusQuestion): readonly number[] => [0x10, 0x04, question]

/** Switches Automatic Status Back on for on-line, error and paper (GS a): four bytes now and after every change. */
export const reportChanges: readonly number[] = [0x1d, 0x61, 0x0e]

/** Reads the four answers to DLE EOT 1 to 4 (Epson, Bixolon and Citizen manuals agree on these bits). */
export const statusOfAnswers = (
  answers: Readonly<Record<StatusQuestion, number>>,
): PrinterStatus => ({
  trouble: firstOf([
    ['cover_open', (answers[2] & 0x04) !== 0],
    ['paper_out', (answers[2] & 0x20) !== 0 || (answers[4] & 0x60) === 0x60],
    ['cutter', (answers[3] & 0x08) !== 0],
    ['hot', (answers[3] & 0x40) !== 0],
    ['error', (answers[2] & 0x40) !== 0 || (answers[3] & 0x20) !== 0],
    ['offline', (answers[1] & 0x08) !== 0],
  ]),
  paperLow: (answers[4] & 0x0c) !== 0,
})

/** Reads an Automatic Status Back (GS a): its four bytes. */
export const statusOfReport = ([first, second, third]: StatusReport): PrinterStatus => ({
  trouble: firstOf([
    ['cover_open', (first & 0x20) !== 0],
    ['paper_out', (third & 0x0c) !== 0],
    ['cutter', (second & 0x08) !== 0],
    ['hot', (second & 0x40) !== 0],
    ['error', (second & 0x20) !== 0],
    ['offline', (first & 0x08) !== 0],
  ]),
  paperLow: (third & 0x03) !== 0,
})

/** The four bytes of an Automatic Status Back. */
export type StatusReport = readonly [number, number, number, number]

/** Reads what the port says; all a printer without other answers tells. */
export const statusOfPort = ({ paperEmpty, hasError }: PortStatus): PrinterStatus => ({
  trouble: firstOf([
    ['paper_out', paperEmpty],
    ['error', hasError],
  ]),
  paperLow: false,
})

const firstOf = (
  found: readonly (readonly [trouble: PrinterTrouble, isThere: boolean])[],
): PrinterTrouble | null => found.find(([, isThere]) => isThere)?.[0] ?? null
