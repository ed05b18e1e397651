import { randomUUID } from 'node:crypto'
import { answer, revisionHeaders } from './answer.ts'
import { param, storeOf, type CouchContext, type CouchDeps, type Handler } from './context.ts'
import { badRequest, conflict, notFound } from '../couch-error.ts'
import { checkDocument, checkDocumentId, checkRevision } from './document-rules.ts'
import { localHandlers } from './local-handlers.ts'
import { readDocument, readLeaves, winnerOf } from './read-documents.ts'
import { asJsonObject, readJson, requireJson, type JsonObject } from './read-body.ts'
import { writeDocuments } from './write-documents.ts'

/** Makes the handlers of single documents; `_local/` ids go to their own. */
export function documentHandlers(
  deps: CouchDeps,
): Record<'get' | 'put' | 'remove' | 'create', Handler> {
  const local = localHandlers(deps)
  const isLocal = (c: CouchContext): boolean => documentId(c).startsWith('_local/')

  return {
    async get(c) {
      if (isLocal(c)) return local.get(c)
      const id = documentId(c)
      const store = await storeOf(c, deps)
      const openRevisions = c.req.query('open_revs')
      if (openRevisions !== undefined)
        return answer(200, await readLeaves(store, id, openRevisions))
      const found = await readDocument(store, id, c.req.query())
      const headers = revisionHeaders(String(found['_rev']))
      if (c.req.header('if-none-match') === headers['etag'])
        return new Response(null, { status: 304, headers })
      return answer(200, found, headers)
    },

    async put(c) {
      if (isLocal(c)) return local.put(c)
      const id = checkDocumentId(documentId(c))
      const store = await storeOf(c, deps)
      const { value, bytes } = await readJson(c)
      const body = asJsonObject(value, 'Document must be a JSON object')
      const doc: JsonObject = { ...body, _id: id }
      const newEdits = c.req.query('new_edits') !== 'false'
      const checked = checkDocument(withRevision(doc, givenRevision(c)), bytes)
      const rev = await writeOne(store, checked, newEdits)
      const status = doc['_deleted'] === true ? 200 : 201
      return answer(status, { ok: true, id, rev }, revisionHeaders(rev, locationOf(c, id)))
    },

    async remove(c) {
      if (isLocal(c)) return local.remove(c)
      const id = checkDocumentId(documentId(c))
      const store = await storeOf(c, deps)
      const winner = winnerOf(store, id)
      if (!winner) throw notFound('missing')
      const given = givenRevision(c)
      if (given === undefined) throw conflict()
      if (winner.deleted) throw notFound('deleted')
      const tombstone = { _id: id, _rev: checkRevision(given), _deleted: true }
      const rev = await writeOne(store, tombstone, true)
      return answer(200, { ok: true, id, rev }, revisionHeaders(rev))
    },

    async create(c) {
      const store = await storeOf(c, deps)
      requireJson(c)
      const { value, bytes } = await readJson(c)
      const doc = asJsonObject(value, 'Document must be a JSON object')
      const id = checkDocumentId(doc['_id'] ?? randomUUID().replaceAll('-', ''))
      const rev = await writeOne(store, checkDocument({ ...doc, _id: id }, bytes), true)
      return answer(201, { ok: true, id, rev }, { location: locationOf(c, id) })
    },
  }
}

function documentId(c: CouchContext): string {
  const design = param(c, 'design')
  return design === '' ? param(c, 'id') : `_design/${design}`
}

function givenRevision(c: CouchContext): string | undefined {
  return c.req.query('rev') ?? c.req.header('if-match')?.replaceAll('"', '')
}

function withRevision(doc: JsonObject, given: string | undefined): JsonObject {
  if (given === undefined) return doc
  if (doc['_rev'] !== undefined && doc['_rev'] !== given)
    throw badRequest('Document rev from request body and query string have different values')
  return { ...doc, _rev: given }
}

async function writeOne(
  store: Parameters<typeof writeDocuments>[0],
  doc: JsonObject,
  newEdits: boolean,
): Promise<string> {
  const [row] = await writeDocuments(store, [doc], { newEdits })
  if (row?.ok !== true) throw row?.error ?? new Error('A write without an outcome')
  return row.rev
}

function locationOf(c: CouchContext, id: string): string {
  const { origin } = new URL(c.req.url)
  return `${origin}/${encodeURIComponent(param(c, 'db'))}/${encodeURIComponent(id)}`
}
