import { type JournalFile } from './print-journal.ts'

/** A journal file in memory whose content a test sees, and whose disk it fills. */
export interface MemoryFile extends Omit<JournalFile, 'append'> {
  text: string
  isFull: boolean
  append: JournalFile['append']
}

/** Makes a file with some text in it. */
export const createMemoryFile = (text = ''): MemoryFile => {
  const file: MemoryFile = {
    text,
    isFull: false,
    read: () => Promise.resolve(file.text),
    append: (added) => {
      if (file.isFull) return Promise.reject(new DOMException('full', 'QuotaExceededError'))
      file.text += added
      return Promise.resolve()
    },
    replace: (whole) => {
      if (file.isFull) return Promise.reject(new DOMException('full', 'QuotaExceededError'))
      file.text = whole
      return Promise.resolve()
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
  return file
}
