import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import * as v from 'valibot'
import { JournalEntry } from '../bank/journal-entry.ts'
import { type Journal } from './journal.ts'

/**
 * Opens a journal of JSON lines. Writing is synchronous, so that no request can see a fact that is
 * not on the disk yet, even when the power fails. A last line that was cut short is dropped, because
 * nobody was told of it; any other damage throws.
 */
export const openFileJournal = (path: string): Journal => {
  mkdirSync(dirname(path), { recursive: true })
  // A debtor's CPF may be in here.
  const file = openSync(path, 'a', 0o600)
  try {
    const bytes = readFileSync(path)
    const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1)
    if (whole.length < bytes.length) truncateSync(path, whole.length)
    const recovered = whole.toString('utf8').split('\n').slice(0, -1).map(entryOnLine(path))
    let size = whole.length
    return {
      recovered,
      append: (entry) => {
        const line = Buffer.from(`${JSON.stringify(entry)}\n`)
        try {
          writeWhole(file, line)
          fsyncSync(file)
          size += line.length
        } catch (error) {
          // A full disk may have taken half a line; the next fact must start on a line of its own.
          ftruncateSync(file, size)
          throw error
        }
      },
      [Symbol.dispose]: () => closeSync(file),
    }
  } catch (error) {
    closeSync(file)
    throw error
  }
}

const entryOnLine =
  (path: string) =>
  (line: string, index: number): JournalEntry => {
    try {
      return v.parse(JournalEntry, JSON.parse(line))
    } catch (cause) {
      throw new Error(`Line ${index + 1} of ${path} is damaged. Mend it or move the file away.`, {
        cause,
      })
    }
  }

const writeWhole = (file: number, bytes: Buffer): void => {
  for (let written = 0; written < bytes.length;)
    written += writeSync(file, bytes, written, bytes.length - written)
}
