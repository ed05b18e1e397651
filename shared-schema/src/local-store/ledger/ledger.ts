import { Subject, type Observable } from 'rxjs'
import { type LedgerFile } from './ledger-file.ts'
import { type LedgerReading, type LedgerRecord, printRecord, readRecords } from './ledger-record.ts'
import {
  applyRecord,
  compactedRecords,
  emptyLedgerState,
  type GrowingLedgerState,
  type LedgerState,
} from './ledger-state.ts'

/** The device's memory that survives a power cut and a wiped IndexedDB. */
export interface Ledger {
  readonly state: LedgerState
  /** Emits after every write. */
  readonly changed$: Observable<void>
  /** Lines that could not be read at opening: half-written by a power cut, or damaged. */
  readonly damaged: number
  /**
   * Decides on the latest state and appends what was decided, one caller at a time. The state has
   * changed and the bytes are on the disk when the promise resolves; when it throws, neither is.
   */
  readonly write: <T>(decide: (state: LedgerState) => LedgerWrite<T>) => Promise<T>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}

/** Records to append, and what to tell the caller once they are on the disk. */
export interface LedgerWrite<T> {
  readonly records: readonly LedgerRecord[]
  readonly value: T
}

/** Above this size, in characters, a ledger is compacted when it is opened. */
const compactAbove = 1_000_000

/** Opens a ledger on its two files: personal data lies in one of its own, so that it can be dropped at acknowledgement. */
export const openLedger = async (
  files: { readonly main: LedgerFile; readonly personal: LedgerFile },
  nowMs: number,
): Promise<Ledger> => {
  const state = emptyLedgerState()
  const changed$ = new Subject<void>()
  const texts = { main: await files.main.read(), personal: await files.personal.read() }
  const readings = { main: readRecords(texts.main), personal: readRecords(texts.personal) }
  // People first: the main file says which of them the gateway has acknowledged since.
  for (const { records } of [readings.personal, readings.main])
    for (const record of records) applyRecord(state, record)
  forgetUnsoldCustomers(state)

  // People first here too: once the main file is compacted, nothing says any more whom to drop.
  const compacted = compactedRecords(state, nowMs)
  if (
    isTorn(texts.personal, readings.personal) ||
    readings.personal.records.length > state.customers.size
  )
    await files.personal.replace(linesOf(readings.personal.unknown) + print(compacted, 'personal'))
  if (texts.main.length > compactAbove || isTorn(texts.main, readings.main))
    await files.main.replace(linesOf(readings.main.unknown) + print(compacted, 'main'))
  let personalDirty = state.customers.size > 0

  const append = async (records: readonly LedgerRecord[]): Promise<void> => {
    if (records.length === 0) return
    const personal = print(records, 'personal')
    const main = print(records, 'main')
    if (personal !== '') {
      await files.personal.append(personal)
      personalDirty = true
    }
    if (main !== '') await files.main.append(main)
    for (const record of records) applyRecord(state, record)
    changed$.next()
    if (personalDirty && state.customers.size === 0)
      personalDirty = !(await emptied(files.personal))
  }

  let turn: Promise<unknown> = Promise.resolve()
  return {
    state,
    changed$,
    damaged: readings.main.damaged + readings.personal.damaged,
    write: (decide) => {
      const written = turn.then(async () => {
        const { records, value } = decide(state)
        await append(records)
        return value
      })
      turn = written.catch(() => undefined)
      return written
    },
    [Symbol.asyncDispose]: async () => {
      await turn
      await files.main[Symbol.asyncDispose]()
      await files.personal[Symbol.asyncDispose]()
    },
  }
}

/** The records are safe by then, so a disk that fails here fails no writer: the next write tries again. */
const emptied = (file: LedgerFile): Promise<boolean> =>
  file.replace('').then(
    () => true,
    () => false,
  )

type Part = 'main' | 'personal'

const print = (records: readonly LedgerRecord[], part: Part): string =>
  records
    .filter((record) => (record.kind === 'customer') === (part === 'personal'))
    .map(printRecord)
    .join('')

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** A line without its end would swallow the next one. */
const isTorn = (text: string, reading: LedgerReading): boolean =>
  reading.damaged > 0 || (text !== '' && !text.endsWith('\n'))

/** A power cut between the two files leaves a person without a sale: nobody sold, so nobody may be kept. */
const forgetUnsoldCustomers = (state: GrowingLedgerState): void => {
  const sold = new Set<string>([...state.events.values()].map(({ ticketId }) => ticketId))
  for (const id of state.customers.keys()) if (!sold.has(id)) state.customers.delete(id)
}
