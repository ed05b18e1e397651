import PouchDB, { type PouchDatabase } from 'pouchdb-core'
import WebSqlPouch from 'pouchdb-adapter-websql-core'
import find from 'pouchdb-find'
import mapreduce from 'pouchdb-mapreduce'
import type { SqliteFile } from './sqlite-file.ts'
import { webSqlDatabase, type WebSqlDatabase } from './websql.ts'

const adapterName = 'node-sqlite'

function NodeSqlitePouch(this: unknown, options: object, callback: unknown): void {
  WebSqlPouch.call(this, options, callback)
}
NodeSqlitePouch.valid = (): boolean => true
NodeSqlitePouch.use_prefix = false

PouchDB.plugin(find)
PouchDB.plugin(mapreduce)
PouchDB.adapter(adapterName, NodeSqlitePouch, false)

/** Opens a PouchDB, and later its views, through the file opener it is given. */
export function openPouch(name: string, openFile: (name: string) => SqliteFile): PouchDatabase {
  const Sqlite = PouchDB.defaults({
    adapter: adapterName,
    websql: (fileName: string): WebSqlDatabase => webSqlDatabase(openFile(fileName)),
    // Two writers of the same bytes then make the same revision instead of a conflict.
    deterministic_revs: true,
  })
  return new Sqlite(name)
}
