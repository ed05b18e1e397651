import { type JournalEntry } from '../bank/journal-entry.ts'

/** Keeps the bank's facts in order. */
export interface Journal extends Disposable {
  /** The facts that were there when the journal was opened, oldest first. */
  readonly recovered: readonly JournalEntry[]
  /** Adds one fact; has written it when it returns, throws when it could not. */
  readonly append: (entry: JournalEntry) => void
}
