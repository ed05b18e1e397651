import type { DatabaseName } from '../names/database-name.ts'
import type { DocumentToWrite, PutOutcome, StoredDocument } from './documents.ts'

/** One change of a database; `seq` is an opaque token from which reading can go on. */
export interface ChangeRow {
  readonly seq: string
  readonly doc: StoredDocument
}

/** Some changes, in no promised order, and the token to go on from. */
export interface ChangesPage {
  readonly rows: readonly ChangeRow[]
  readonly lastSeq: string
  /** How many changes come after these. */
  readonly pending: number
}

/** Says where to go on: a token, `'0'` for everything or `'now'` for nothing of the past. */
export type Since = string

/** A Mango query; without `limit` it gives 25 documents. */
export interface FindQuery {
  readonly selector: Readonly<Record<string, unknown>>
  readonly sort?: readonly Readonly<Record<string, 'asc' | 'desc'>>[]
  readonly limit?: number
  readonly bookmark?: string
}

/** Some results of a query; `bookmark` is there while there may be more. */
export interface FindPage {
  readonly docs: readonly StoredDocument[]
  readonly bookmark: string | undefined
}

/** Counts what a database holds. */
export interface DatabaseInfo {
  readonly documents: number
  readonly tombstones: number
  readonly updateSeq: string
}

/** Says how to follow a database. */
export interface LiveOptions {
  readonly since: Since
  readonly signal: AbortSignal
}

/**
 * One database. Every method throws a CouchRequestError when the server does not answer or answers
 * what it should not.
 */
export interface Database {
  readonly name: DatabaseName
  /** Reads a document or its tombstone; nothing when it was never written. */
  get(id: string): Promise<StoredDocument | undefined>
  /** Reads many at once; the map holds tombstones but not what was never written. */
  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, StoredDocument>>
  /**
   * Reads every leaf of a document, the winner and those that replication left beside it, in no promised order;
   * nothing when it was never written. Deleted leaves are tombstones.
   */
  leaves(id: string): Promise<readonly StoredDocument[]>
  put(doc: DocumentToWrite): Promise<PutOutcome>
  /** Writes many in one request; the outcomes have the order of the documents. */
  putMany(docs: readonly DocumentToWrite[]): Promise<readonly PutOutcome[]>
  find(query: FindQuery): Promise<FindPage>
  /** Reads changes once, without design documents. */
  changes(query: { readonly since: Since; readonly limit: number }): Promise<ChangesPage>
  /**
   * Follows the changes until the signal, over one upstream feed, without design documents: those that
   * arrive together come together.
   *
   * Errors are healed by asking again from the last delivered change, so a row may come twice but
   * none is left out.
   */
  live(options: LiveOptions): AsyncIterable<readonly ChangeRow[]>
  /** Reads a note that is neither replicated nor backed up. */
  getLocal(id: string): Promise<StoredDocument | undefined>
  /** Writes such a note; the last writer wins, for CouchDB checks no revision here. */
  putLocal(id: string, body: Readonly<Record<string, unknown>>): Promise<void>
  info(): Promise<DatabaseInfo>
  /** Asks the server to forget the bodies of revisions that are no longer current; it does so in its own time. */
  compact(): Promise<void>
  /** Gives the uuid of this very database: another one after it was deleted, wiped or restored. */
  epoch(): Promise<string>
}

/** A Mango index over some fields. */
export interface IndexDefinition {
  readonly name: string
  readonly fields: readonly string[]
}

/** A CouchDB server, embedded or real. */
export interface CouchServer extends AsyncDisposable {
  /** Tells whether the server answers and may be used; never throws. */
  up(): Promise<boolean>
  database(name: DatabaseName): Database
  /** Lists the databases that `databaseName` could have named. */
  listDatabases(): Promise<readonly DatabaseName[]>
  /** Makes a database with its indexes, open to admins alone; may be repeated. */
  ensureDatabase(
    name: DatabaseName,
    options: { readonly indexes: readonly IndexDefinition[] },
  ): Promise<void>
  /** Makes what a fresh single node lacks; a server without system databases is left as it is. */
  ensureSystemDatabases(): Promise<void>
  /** Deletes a database with all it holds; one that is not there is fine. */
  deleteDatabase(name: DatabaseName): Promise<void>
}
