/* eslint-disable no-restricted-exports -- this is how the packages export */
/** The narrow part of PouchDB with which a test reads the database as any of its clients does. */
declare module 'pouchdb-core' {
  import type { StoredDocument } from '@totem/couchdb'

  export interface PouchDatabase {
    allDocs(
      options: object,
    ): Promise<{ readonly rows: readonly { readonly doc: StoredDocument }[] }>
    close(): Promise<void>
  }

  export interface PouchConstructor {
    new (url: string, options: object): PouchDatabase
    plugin(plugin: unknown): PouchConstructor
  }

  const PouchDB: PouchConstructor
  export default PouchDB
}

declare module 'pouchdb-adapter-http' {
  const plugin: unknown
  export default plugin
}
