import { type StatusReport } from './printer-status.ts'

/** One thing a printer said. Everything comes down one pipe; its bits tell the kinds apart (Citizen's manual). */
export type PrinterWord =
  /** Answer to DLE EOT: one byte `0xx1xx10`. Which question it answers, only the asker knows. */
  | { readonly kind: 'answer'; readonly byte: number }
  /** Automatic Status Back: four bytes, the first `0xx1xx00`. */
  | { readonly kind: 'report'; readonly bytes: StatusReport }
  /** Answer to GS r, sent when the printer came to that command: `0xx0xxxx`. */
  | { readonly kind: 'fence'; readonly byte: number }
  /** Answer to GS ( H: the job with these four characters is on paper. */
  | { readonly kind: 'completed'; readonly mark: string }

/** Cuts the stream of bytes from a printer into words. Keeps what is incomplete until the rest has come. */
export const createDemultiplexer = (): ((bytes: Uint8Array) => readonly PrinterWord[]) => {
  let held: readonly number[] = []
  return (bytes) => {
    const words: PrinterWord[] = []
    let rest: readonly number[] = [...held, ...bytes]
    for (;;) {
      const next = readWord(rest)
      if (next === 'incomplete') break
      rest = rest.slice(next.length)
      if (next.word !== undefined) words.push(next.word)
    }
    held = rest
    return words
  }
}

interface Reading {
  readonly length: number
  /** Absent: bytes that say nothing to us. */
  readonly word: PrinterWord | undefined
}

const readWord = (bytes: readonly number[]): Reading | 'incomplete' => {
  const [first, second = 0, third = 0, fourth = 0] = bytes
  if (first === undefined) return 'incomplete'
  if (first === blockHeader || first === infoHeader) return readBlock(bytes)
  if ((first & 0x93) === 0x12) return { length: 1, word: { kind: 'answer', byte: first } }
  if ((first & 0x93) === 0x10) {
    if (bytes.length < 4) return 'incomplete'
    return { length: 4, word: { kind: 'report', bytes: [first, second, third, fourth] } }
  }
  if ((first & 0x90) === 0) return { length: 1, word: { kind: 'fence', byte: first } }
  return { length: 1, word: undefined }
}

/** Blocks begin with a header and end with NUL. */
const readBlock = (bytes: readonly number[]): Reading | 'incomplete' => {
  const end = bytes.indexOf(0)
  // A printer that forgot the NUL must not make us deaf.
  if (end < 0) return bytes.length > longestBlock ? { length: 1, word: undefined } : 'incomplete'
  const [first, second, ...rest] = bytes.slice(0, end)
  const isCompletion = first === blockHeader && second === completionId && rest.length === 4
  return {
    length: end + 1,
    word: isCompletion ? { kind: 'completed', mark: String.fromCharCode(...rest) } : undefined,
  }
}

const blockHeader = 0x37
const infoHeader = 0x5f
const completionId = 0x22
const longestBlock = 128
