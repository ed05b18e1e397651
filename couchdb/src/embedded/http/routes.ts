import { allDocsHandler } from './all-docs-handlers.ts'
import { bulkHandlers } from './bulk-handlers.ts'
import { changesHandler } from './changes-handler.ts'
import type { CouchDeps, Handler } from './context.ts'
import { databaseHandlers } from './database-handlers.ts'
import { documentHandlers } from './document-handlers.ts'
import { fauxtonHandler } from './fauxton.ts'
import { findHandlers } from './find-handlers.ts'
import { localHandlers } from './local-handlers.ts'
import { serverHandlers } from './server-handlers.ts'
import { sessionHandlers } from './session-handlers.ts'
import { viewHandler } from './view-handler.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Says for each path which methods it has; HEAD comes with GET, anything else is answered 405. */
export type RouteTable = Readonly<Record<string, Partial<Record<Method, Handler>>>>

/** Lists everything the server answers, the more special paths first. */
export function routeTable(deps: CouchDeps): RouteTable {
  const server = serverHandlers(deps)
  const session = sessionHandlers(deps)
  const fauxton = fauxtonHandler()
  const database = databaseHandlers(deps)
  const doc = documentHandlers(deps)
  const local = localHandlers(deps)
  const bulk = bulkHandlers(deps)
  const find = findHandlers(deps)
  const allDocs = allDocsHandler(deps)
  const changes = changesHandler(deps)
  const view = viewHandler(deps)
  const none = server.noSystemDatabase

  return {
    '/': { GET: server.welcome },
    '/_up': { GET: server.up },
    '/_session': { GET: session.show, POST: session.begin, DELETE: session.end },
    '/_all_dbs': { GET: server.allDatabases },
    '/_uuids': { GET: server.uuids },
    '/_active_tasks': { GET: server.activeTasks },
    '/_membership': { GET: server.membership },
    '/_utils': { GET: fauxton },
    '/_utils/*': { GET: fauxton },
    '/:db{_users|_replicator|_global_changes}': { GET: none, PUT: none, POST: none, DELETE: none },
    '/:db{_users|_replicator|_global_changes}/*': {
      GET: none,
      PUT: none,
      POST: none,
      DELETE: none,
    },

    '/:db': { GET: database.info, PUT: database.create, POST: doc.create, DELETE: database.remove },
    '/:db/_security': { GET: database.getSecurity, PUT: database.putSecurity },
    '/:db/_ensure_full_commit': { POST: database.ensureFullCommit },
    '/:db/_compact': { POST: database.compact },
    '/:db/_all_docs': { GET: allDocs, POST: allDocs },
    '/:db/_changes': { GET: changes, POST: changes },
    '/:db/_bulk_docs': { POST: bulk.docs },
    '/:db/_bulk_get': { POST: bulk.get },
    '/:db/_revs_diff': { POST: bulk.revsDiff },
    '/:db/_find': { POST: find.find },
    '/:db/_explain': { POST: find.explain },
    '/:db/_index': { GET: find.listIndexes, POST: find.createIndex },
    '/:db/_index/_design/:design/json/:name': { DELETE: find.deleteIndex },
    '/:db/_index/:design/json/:name': { DELETE: find.deleteIndex },
    '/:db/_local/:local': { GET: local.get, PUT: local.put, DELETE: local.remove },
    '/:db/_design/:design': { GET: doc.get, PUT: doc.put, DELETE: doc.remove },
    '/:db/_design/:design/_view/:view': { GET: view, POST: view },
    '/:db/:id': { GET: doc.get, PUT: doc.put, DELETE: doc.remove },
  }
}
