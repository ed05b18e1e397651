/* eslint-disable no-restricted-exports -- this is how the packages export */
/**
 * The narrow part of PouchDB that this workspace uses.
 *
 * The published types declare a global `Buffer` of their own, which breaks Node's. What PouchDB
 * gives is `unknown` here and parsed where it is used.
 */
declare module 'pouchdb-core' {
  export type PouchPlugin = (constructor: unknown) => void

  export interface PouchWriteOptions {
    readonly new_edits?: boolean
  }

  export interface PouchChangesFeed {
    on(event: 'change', listener: (row: unknown) => void): void
    on(event: 'complete' | 'error', listener: (outcome: unknown) => void): void
    cancel(): void
  }

  export interface PouchDatabase {
    id(): Promise<string>
    get(id: string, options: object): Promise<unknown>
    put(doc: object): Promise<unknown>
    allDocs(options: object): Promise<{ readonly rows: readonly unknown[] }>
    bulkDocs(docs: readonly object[], options?: PouchWriteOptions): Promise<readonly unknown[]>
    changes(options: object): PouchChangesFeed & Promise<unknown>
    revsDiff(revisions: Readonly<Record<string, readonly string[]>>): Promise<unknown>
    compact(): Promise<unknown>
    close(): Promise<void>
    find(query: object): Promise<unknown>
    explain(query: object): Promise<unknown>
    createIndex(definition: object): Promise<unknown>
    getIndexes(): Promise<unknown>
    deleteIndex(index: object): Promise<unknown>
    query(view: string, options: object): Promise<unknown>
    sync(other: string | PouchDatabase, options?: object): Promise<unknown>
  }

  export interface PouchConstructor {
    new (name: string, options?: object): PouchDatabase
    plugin(plugin: PouchPlugin): PouchConstructor
    adapter(name: string, adapter: unknown, addToPreferredAdapters: boolean): void
    defaults(options: object): PouchConstructor
  }

  const PouchDB: PouchConstructor
  export default PouchDB
}

declare module 'pouchdb-adapter-http' {
  export { default } from 'pouchdb-plugin'
}

declare module 'pouchdb-find' {
  export { default } from 'pouchdb-plugin'
}

declare module 'pouchdb-mapreduce' {
  export { default } from 'pouchdb-plugin'
}

declare module 'pouchdb-replication' {
  export { default } from 'pouchdb-plugin'
}

declare module 'pouchdb-plugin' {
  import type { PouchPlugin } from 'pouchdb-core'
  const plugin: PouchPlugin
  export default plugin
}

declare module 'pouchdb-adapter-websql-core' {
  function WebSqlPouch(this: unknown, options: object, callback: unknown): void
  export default WebSqlPouch
}
