import { formatSequence } from '../changes/sequence.ts'
import type { Store } from '../storage/store.ts'
import { answer } from './answer.ts'
import { param, storeOf, type CouchDeps, type Handler } from './context.ts'
import { readJsonObject, requireJson } from './read-body.ts'

type Name =
  'info' | 'create' | 'remove' | 'getSecurity' | 'putSecurity' | 'ensureFullCommit' | 'compact'

const securityId = '_local/_security'

const adminsOnly = { members: { roles: ['_admin'] }, admins: { roles: ['_admin'] } }

/** Makes the handlers that speak of a database as a whole. */
export function databaseHandlers(deps: CouchDeps): Record<Name, Handler> {
  return {
    info: async (c) => {
      const store = await storeOf(c, deps)
      const figures = store.figures()
      const sequence = formatSequence(store.updateSeq(), store.instance)
      return answer(200, {
        instance_start_time: instanceStartTime(store),
        db_name: store.name,
        purge_seq: formatSequence(0, store.instance),
        update_seq: sequence,
        sizes: {
          file: figures.fileBytes,
          external: figures.activeBytes,
          active: figures.activeBytes,
        },
        props: {},
        doc_del_count: figures.tombstones,
        doc_count: figures.documents,
        disk_format_version: 8,
        compact_running: false,
        cluster: { q: 1, n: 1, w: 1, r: 1 },
      })
    },

    create: async (c) => {
      const name = param(c, 'db')
      await deps.folder.create(name)
      const location = `${new URL(c.req.url).origin}/${encodeURIComponent(name)}`
      return answer(201, { ok: true }, { location })
    },

    remove: async (c) => {
      await deps.folder.remove(param(c, 'db'))
      return answer(200, { ok: true })
    },

    // Kept for Fauxton and for bootstrap; with one admin and no accounts it lets nobody else in.
    getSecurity: async (c) => {
      const stored = (await storeOf(c, deps)).local.get(securityId)
      return answer(200, stored?.['security'] ?? adminsOnly)
    },

    putSecurity: async (c) => {
      const store = await storeOf(c, deps)
      store.local.put(securityId, { security: await readJsonObject(c) })
      return answer(200, { ok: true })
    },

    // Every answered write is on disk already.
    ensureFullCommit: async (c) => {
      const store = await storeOf(c, deps)
      requireJson(c)
      return answer(201, { ok: true, instance_start_time: instanceStartTime(store) })
    },

    compact: async (c) => {
      const store = await storeOf(c, deps)
      requireJson(c)
      store.compact().catch(deps.onError)
      return answer(202, { ok: true })
    },
  }
}

/**
 * Gives digits that change when a database is made anew, which is all that clients use them for.
 *
 * CouchDB gives its creation in seconds; two databases made within one second must differ too.
 */
function instanceStartTime(store: Store): string {
  return BigInt(`0x${store.instance.slice(0, 12)}`).toString()
}
