import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Says that another process (or another server in this one) has the data folder open. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError'
}

/** Holds a data folder for one server. */
export interface FolderLock extends Disposable {
  /** Identifies the folder for as long as it exists: 32 hexadecimal digits. */
  readonly uuid: string
}

/**
 * Takes the folder for this server alone.
 *
 * The lock is SQLite's own on a file of its own: the system drops it with the process, so a killed
 * server leaves nothing to clean up.
 *
 * @throws FolderInUseError when the folder is taken.
 */
export function lockFolder(folder: string): FolderLock {
  const database = new DatabaseSync(join(folder, 'server.lock'), { timeout: 0 })
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;')
    database.exec('CREATE TABLE IF NOT EXISTS server (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL)')
    database
      .prepare('INSERT OR IGNORE INTO server (id, uuid) VALUES (1, ?)')
      .run(randomUUID().replaceAll('-', ''))
    const uuid = database.prepare('SELECT uuid FROM server').get()?.['uuid']
    // In this locking mode the lock outlives the commit and ends with the connection.
    database.exec('COMMIT')
    return {
      uuid: String(uuid),
      [Symbol.dispose]: () => {
        if (database.isOpen) database.close()
      },
    }
  } catch (cause) {
    database.close()
    if (isBusy(cause))
      throw new FolderInUseError(`The data folder ${folder} is in use by another server`, { cause })
    throw cause
  }
}

function isBusy(error: unknown): boolean {
  // SQLITE_BUSY is 5, https://www.sqlite.org/rescode.html#busy
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
