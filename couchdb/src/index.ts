export { bootstrapCouch, type CollectionSetup } from './bootstrap/bootstrap-couch.ts'
export {
  databaseName,
  parseDatabaseName,
  type DatabaseName,
  type DatabaseNameParts,
  type InvalidDatabaseName,
} from './names/database-name.ts'
export type {
  ChangeRow,
  ChangesPage,
  CouchServer,
  Database,
  DatabaseInfo,
  FindPage,
  FindQuery,
  IndexDefinition,
  LiveOptions,
  Since,
} from './port/couch-server.ts'
export type { DocumentToWrite, PutOutcome, StoredDocument } from './port/documents.ts'
export { CouchRequestError } from './remote/couch-request-error.ts'
export type { FeedTrouble } from './remote/live-changes.ts'
export { createRemoteCouch, type RemoteCouchOptions } from './remote/remote-couch.ts'
