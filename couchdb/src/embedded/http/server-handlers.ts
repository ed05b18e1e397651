import { randomBytes } from 'node:crypto'
import { answer } from './answer.ts'
import type { CouchDeps, Handler } from './context.ts'
import { notImplemented } from '../couch-error.ts'
import { readNumber } from './query.ts'

const maxUuids = 1000

/** Makes the handlers that speak of the server as a whole. */
export function serverHandlers({
  folder,
}: CouchDeps): Record<
  'welcome' | 'up' | 'allDatabases' | 'uuids' | 'activeTasks' | 'membership' | 'noSystemDatabase',
  Handler
> {
  return {
    welcome: () =>
      answer(200, {
        couchdb: 'Welcome',
        version: '3.5.0',
        uuid: folder.uuid,
        features: [],
        vendor: { name: 'Totem embedded CouchDB' },
      }),
    up: () => answer(200, { status: 'ok', seeds: {} }),
    allDatabases: () => answer(200, folder.list()),
    uuids: (c) => {
      const count = Math.min(readNumber(c.req.query('count'), 'count') ?? 1, maxUuids)
      const uuids = Array.from({ length: count }, () => randomBytes(16).toString('hex'))
      return answer(200, { uuids }, { 'cache-control': 'no-cache' })
    },
    activeTasks: () => answer(200, []),
    membership: () =>
      answer(200, { all_nodes: ['nonode@nohost'], cluster_nodes: ['nonode@nohost'] }),
    noSystemDatabase: () => {
      throw notImplemented(
        'The embedded server has one admin and no system databases; accounts and _replicator need a real CouchDB.',
      )
    },
  }
}
