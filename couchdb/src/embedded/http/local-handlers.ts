import { answer, revisionHeaders } from './answer.ts'
import { param, storeOf, type CouchContext, type CouchDeps, type Handler } from './context.ts'
import { notFound } from '../couch-error.ts'
import { asJsonObject, readJson } from './read-body.ts'

/** Makes the handlers of `_local/` documents, the notes that replication leaves in a database. */
export function localHandlers(deps: CouchDeps): Record<'get' | 'put' | 'remove', Handler> {
  return {
    async get(c) {
      const store = await storeOf(c, deps)
      const doc = store.local.get(localId(c))
      if (!doc) throw notFound('missing')
      return answer(200, doc, revisionHeaders(doc._rev))
    },

    async put(c) {
      const store = await storeOf(c, deps)
      const id = localId(c)
      const body = asJsonObject((await readJson(c)).value, 'Document must be a JSON object')
      const rev = store.local.put(id, body)
      return answer(201, { ok: true, id, rev }, revisionHeaders(rev, `/${param(c, 'db')}/${id}`))
    },

    async remove(c) {
      const store = await storeOf(c, deps)
      const id = localId(c)
      if (!store.local.remove(id)) throw notFound('missing')
      return answer(200, { ok: true, id, rev: '0-0' })
    },
  }
}

function localId(c: CouchContext): string {
  const local = param(c, 'local')
  return local === '' ? param(c, 'id') : `_local/${local}`
}
