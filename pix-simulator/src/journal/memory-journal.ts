import { type JournalEntry } from '../bank/journal-entry.ts'
import { type Journal } from './journal.ts'

/** Keeps the facts in an array the caller holds: for tests, which can open the same array again. */
export const openMemoryJournal = (entries: JournalEntry[] = []): Journal => ({
  recovered: [...entries],
  append: (entry) => void entries.push(entry),
  [Symbol.dispose]: () => undefined,
})
