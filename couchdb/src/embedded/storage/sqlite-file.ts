import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

/** A row as SQLite gives it. */
export type SqlRow = Record<string, unknown>

/** The outcome of one statement. */
export interface SqlOutcome {
  readonly rows: readonly SqlRow[]
  readonly insertId: number
  readonly rowsAffected: number
}

/** One open SQLite file whose commits are on disk when `transaction` returns. */
export interface SqliteFile extends Disposable {
  readonly isOpen: boolean
  /** Runs one statement; prepared statements are kept and used again. */
  execute(sql: string, args?: readonly unknown[]): SqlOutcome
  /** Runs the body atomically: its commit is durable, a throw leaves nothing behind. */
  transaction<T>(body: () => T): T
}

// websql-core builds some statements with as many marks as there are ids, so their number has no bound of its own.
const maxPreparedStatements = 300

// The folder belongs to this process alone, so a lock per statement would protect from nobody.
// FULL flushes the log at every commit. secure_delete overwrites the bytes of an erased person.
const pragmas =
  'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;'

/** Opens or creates the file for durable writing; the disposer may be called more than once. */
export function openSqliteFile(path: string): SqliteFile {
  // websql-core writes string literals as "a", which SQLite otherwise takes for a column.
  const database = new DatabaseSync(path, { enableDoubleQuotedStringLiterals: true })
  database.exec(pragmas)
  const prepared = new Map<string, StatementSync>()

  function prepare(sql: string): StatementSync {
    const known = prepared.get(sql)
    if (known) return known
    if (prepared.size >= maxPreparedStatements) prepared.clear()
    const statement = database.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }

  return {
    get isOpen() {
      return database.isOpen
    },

    execute(sql, args = []) {
      const values = args.map(toSqlValue)
      if (/^\s*SELECT/i.test(sql))
        return { rows: prepare(sql).all(...values), insertId: 0, rowsAffected: 0 }
      const { changes, lastInsertRowid } = prepare(sql).run(...values)
      return { rows: [], insertId: Number(lastInsertRowid), rowsAffected: Number(changes) }
    },

    transaction(body) {
      database.exec('BEGIN IMMEDIATE')
      try {
        const value = body()
        database.exec('COMMIT')
        return value
      } catch (error) {
        // A full disk makes SQLite roll back by itself.
        if (database.isTransaction) database.exec('ROLLBACK')
        throw error
      }
    },

    [Symbol.dispose]() {
      if (!database.isOpen) return
      prepared.clear()
      database.close()
    },
  }
}

function toSqlValue(value: unknown): SQLInputValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
      return value
    case 'boolean':
      return value ? 1 : 0
    case 'undefined':
      return null
    default:
      if (value === null || value instanceof Uint8Array) return value
      throw new TypeError(`SQLite cannot store a ${typeof value}`)
  }
}
