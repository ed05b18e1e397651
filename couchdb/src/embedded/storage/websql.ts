import type { SqliteFile, SqlRow } from './sqlite-file.ts'

interface SqlResultSet {
  readonly insertId: number
  readonly rowsAffected: number
  readonly rows: { readonly length: number; item(index: number): SqlRow | undefined }
}

type OnResult = (tx: SqlTransaction, result: SqlResultSet) => void
type OnStatementError = (tx: SqlTransaction, error: Error) => unknown

interface SqlTransaction {
  executeSql(
    sql: string,
    args?: readonly unknown[],
    ...handlers: [onResult?: OnResult | null, onError?: OnStatementError | null]
  ): void
}

interface Statement {
  readonly sql: string
  readonly args: readonly unknown[]
  readonly onResult: OnResult | null | undefined
  readonly onError: OnStatementError | null | undefined
}

type TransactionBody = (tx: SqlTransaction) => void
type Callbacks = [onError?: (error: Error) => void, onDone?: () => void]

/** The part of a WebSQL database that PouchDB's adapter calls. */
export interface WebSqlDatabase {
  transaction(body: TransactionBody, ...callbacks: Callbacks): void
  readTransaction(body: TransactionBody, ...callbacks: Callbacks): void
}

/**
 * Lets PouchDB's WebSQL adapter work on a SQLite file.
 *
 * A transaction runs to its end in one go, so transactions cannot interleave and need no queue.
 */
export function webSqlDatabase(file: SqliteFile): WebSqlDatabase {
  function start(run: () => void, [onError, onDone]: Callbacks): void {
    // The adapter's constructor starts a transaction before its methods exist: WebSQL is always asynchronous.
    queueMicrotask(() => {
      try {
        if (!file.isOpen) throw new Error('The database is closed')
        run()
      } catch (error) {
        onError?.(error instanceof Error ? error : new Error(String(error)))
        return
      }
      onDone?.()
    })
  }

  return {
    transaction: (body, ...callbacks) =>
      start(() => file.transaction(() => runStatements(file, body)), callbacks),
    readTransaction: (body, ...callbacks) => start(() => runStatements(file, body), callbacks),
  }
}

function runStatements(file: SqliteFile, body: TransactionBody): void {
  const statements: Statement[] = []
  const tx: SqlTransaction = {
    executeSql(sql, args = [], ...[onResult, onError]) {
      statements.push({ sql, args, onResult, onError })
    },
  }
  body(tx)
  // Handlers append to the list while it is being walked.
  for (const statement of statements) runStatement(file, tx, statement)
}

function runStatement(file: SqliteFile, tx: SqlTransaction, statement: Statement): void {
  let result: SqlResultSet
  try {
    const { rows, insertId, rowsAffected } = file.execute(statement.sql, statement.args)
    result = {
      insertId,
      rowsAffected,
      rows: { length: rows.length, item: (index) => rows[index] },
    }
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error))
    // WebSQL's rule: only a handler that returns false keeps the transaction alive.
    if (statement.onError?.(tx, known) === false) return
    throw known
  }
  statement.onResult?.(tx, result)
}
