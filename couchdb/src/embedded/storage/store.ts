import type { PouchDatabase } from 'pouchdb-core'
import * as v from 'valibot'
import { localDocuments, type LocalDocuments } from './local-documents.ts'
import { openPouch } from './pouch.ts'
import type { SqliteFile } from './sqlite-file.ts'
import { createWakeup, type Wakeup } from './wakeup.ts'
import { openWinners, type Winners } from './winners.ts'

/** Counts what a database holds. */
export interface StoreFigures {
  readonly documents: number
  readonly tombstones: number
  readonly fileBytes: number
  readonly activeBytes: number
}

/** One open database. */
export interface Store extends AsyncDisposable {
  readonly name: string
  /** Differs between a database and its re-creation under the same name. */
  readonly instance: string
  readonly pouch: PouchDatabase
  readonly local: LocalDocuments
  readonly winners: Winners
  readonly written: Wakeup
  /** Aborts when the database is closed or deleted. */
  readonly closed: AbortSignal
  /** The newest sequence number. */
  updateSeq(): number
  figures(): StoreFigures
  /** Counts the documents that are alive; where there are many, the count may be a second old. */
  documentCount(): number
  /** Counts the documents that changed after a sequence number. */
  pendingAfter(sequence: number): number
  /** Gives the space of replaced revisions back, including the copies in SQLite's log. */
  compact(): Promise<void>
}

const countRow = v.object({ n: v.nullable(v.number()) })

const documentsBy = (deleted: 0 | 1): string =>
  `SELECT COUNT(*) AS n FROM "document-store" d JOIN "by-sequence" s ON s.seq = d.winningseq WHERE s.deleted = ${deleted}`

// Counting takes a millisecond for some thousand documents, so a large database is not counted for each question.
const manyDocuments = 1_000
const countLastsMs = 1_000

/** Opens a database; `openFile` is asked for its file and for those of its views. */
export async function openStore(
  name: string,
  pouchName: string,
  openFile: (pouchName: string) => SqliteFile,
): Promise<Store> {
  const pouch = openPouch(pouchName, openFile)
  const instance = (await pouch.id()).replaceAll('-', '')
  const file = openFile(pouchName)
  const closing = new AbortController()

  function count(sql: string, ...args: readonly number[]): number {
    const { rows } = file.execute(sql, args)
    return v.parse(countRow, { n: null, ...rows[0] }).n ?? 0
  }
  const countDocuments = (): number => count(documentsBy(0))
  let counted = { documents: 0, at: -Infinity }
  const pragma = (what: string): number => count(`SELECT ${what} AS n FROM pragma_${what}`)

  return {
    name,
    instance,
    pouch,
    local: localDocuments(file),
    winners: openWinners(file),
    written: createWakeup(),
    closed: closing.signal,

    updateSeq: () => count('SELECT MAX(seq) AS n FROM "by-sequence"'),

    figures: () => ({
      documents: countDocuments(),
      tombstones: count(documentsBy(1)),
      fileBytes: pragma('page_count') * pragma('page_size'),
      activeBytes: (pragma('page_count') - pragma('freelist_count')) * pragma('page_size'),
    }),

    documentCount() {
      const isFresh = performance.now() - counted.at < countLastsMs
      if (!isFresh || counted.documents < manyDocuments)
        counted = { documents: countDocuments(), at: performance.now() }
      return counted.documents
    },

    pendingAfter: (sequence) =>
      count('SELECT COUNT(*) AS n FROM "document-store" WHERE max_seq > ?', sequence),

    async compact() {
      await pouch.compact()
      file.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    },

    async [Symbol.asyncDispose]() {
      closing.abort()
      await pouch.close()
    },
  }
}
