import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { CouchError, notFound } from '../couch-error.ts'
import { lockFolder } from './folder-lock.ts'
import { openSqliteFile, type SqliteFile } from './sqlite-file.ts'
import { belongsTo, databaseOf, fileNameOf } from './store-name.ts'
import { openStore, type Store } from './store.ts'

/** All databases of one data folder, each in a file of its own. */
export interface StoreFolder extends AsyncDisposable {
  readonly uuid: string
  list(): readonly string[]
  /** Opens a database that exists; throws CouchError 404 when it does not. */
  open(name: string): Promise<Store>
  /** Makes a new database; throws CouchError 412 when it exists and 400 for an illegal name. */
  create(name: string): Promise<Store>
  /** Deletes a database with its views; throws CouchError 404 when it does not exist. */
  remove(name: string): Promise<void>
}

// websql-core remembers file handles by name for ever, so a file opened again needs another name.
const openings = new Map<string, number>()

/**
 * Opens the folder and keeps other servers out of it until it is disposed.
 *
 * @throws FolderInUseError when another server has it.
 */
export function openStoreFolder(folder: string): StoreFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(folder)
  const stores = new Map<string, Promise<Store>>()
  const files = new Map<string, SqliteFile>()
  const databases = new Set(readdirSync(folder).flatMap((file) => databaseOf(file) ?? []))

  function openFile(pouchName: string): SqliteFile {
    const known = files.get(pouchName)
    if (known) return known
    const file = openSqliteFile(join(folder, `${withoutOpening(basename(pouchName))}.sqlite`))
    files.set(pouchName, file)
    return file
  }

  // Creating and deleting take turns: a file must not be opened while its name is being removed.
  let turn: Promise<unknown> = Promise.resolve()
  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = turn.then(action)
    turn = result.catch(() => undefined)
    return result
  }

  function load(name: string): Promise<Store> {
    const known = stores.get(name)
    if (known) return known
    const path = join(folder, fileNameOf(name).slice(0, -'.sqlite'.length))
    const opening = openings.get(path) ?? 0
    openings.set(path, opening + 1)
    const store = openStore(name, opening === 0 ? path : `${path}@${opening}`, openFile)
    stores.set(name, store)
    store.catch(() => stores.delete(name))
    return store
  }

  async function unload(name: string): Promise<void> {
    const store = await stores.get(name)
    stores.delete(name)
    await store?.[Symbol.asyncDispose]()
    for (const [pouchName, file] of files) {
      if (!belongsTo(`${withoutOpening(basename(pouchName))}.sqlite`, name)) continue
      file[Symbol.dispose]()
      files.delete(pouchName)
    }
  }

  return {
    uuid: lock.uuid,
    list: () => [...databases].sort(),

    async open(name) {
      if (!databases.has(name)) throw notFound('Database does not exist.')
      return load(name)
    },

    create: (name) =>
      inTurn(() => {
        fileNameOf(name)
        if (databases.has(name)) throw fileExists()
        databases.add(name)
        return load(name)
      }),

    remove: (name) =>
      inTurn(async () => {
        if (!databases.delete(name)) throw notFound('Database does not exist.')
        await unload(name)
        // Longest names first: a view left behind would claim to know the changes of the next database
        // of this name, and SQLite would replay a log left behind into it.
        const leftovers = readdirSync(folder).filter((file) => belongsTo(file, name))
        for (const file of leftovers.sort((a, b) => b.length - a.length)) rmSync(join(folder, file))
      }),

    async [Symbol.asyncDispose]() {
      await turn
      for (const name of [...stores.keys()]) await unload(name)
      lock[Symbol.dispose]()
    },
  }
}

// Names are URL-encoded, so an @ in one is always the mark of a later opening.
const withoutOpening = (pouchName: string): string => pouchName.replace(/@\d+/, '')

function fileExists(): CouchError {
  return new CouchError({
    status: 412,
    error: 'file_exists',
    reason: 'The database could not be created, the file already exists.',
  })
}
